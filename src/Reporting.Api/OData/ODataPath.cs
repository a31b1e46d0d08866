using Microsoft.OData;
using Microsoft.OData.UriParser;
using Reporting.Engine.Feed;
using Reporting.Warehouse.Problems;
using static Reporting.Api.OData.ODataQueryException;

namespace Reporting.Api.OData;

/// <summary>The path of a URL: a set, optionally a key, navigations and a property.</summary>
internal sealed record ODataPath(ODataQueryKind Kind, EntitySet Set, object? Key, IReadOnlyList<string> Navigations, EntitySet Target, FeedProperty? Property)
{
    private static readonly string[] UnsupportedRoots = ["$all", "$crossjoin", "$entity"];

    public static ODataPath Read(string path, ODataModel model)
    {
        if (Array.Find(UnsupportedRoots, u => path.StartsWith(u, StringComparison.Ordinal)) is { } reserved)
        {
            throw Unsupported(reserved);
        }

        var root = new Uri("http://service/odata/");
        var segments = Parsed(path, model, () => new ODataUriParser(model.Edm, root, new Uri(root.AbsoluteUri + path))
        {
            UrlKeyDelimiter = ODataUrlKeyDelimiter.Parentheses,
        }.ParsePath().ToList());
        if (segments is not [EntitySetSegment first, ..])
        {
            throw Unsupported(segments.Count == 0 ? "This path" : $"'{segments[0].Identifier}'");
        }

        var set = model.Sets[first.EntitySet.Name];
        var read = new ODataPath(ODataQueryKind.Rows, set, null, [], set, null);
        return segments.Skip(1).Aggregate(read, (current, segment) => current.Then(segment, model));
    }

    private ODataPath Then(ODataPathSegment segment, ODataModel model) => segment switch
    {
        KeySegment key => this with { Kind = ODataQueryKind.One, Key = key.Keys.Single().Value is int number ? (long)number : key.Keys.Single().Value },
        NavigationPropertySegment navigation => this with
        {
            Navigations = [.. Navigations, navigation.NavigationProperty.Name], Target = model.Sets[Target.Navigation(navigation.NavigationProperty.Name)!.Target],
        },
        PropertySegment property => this with { Kind = ODataQueryKind.Property, Property = Target.Property(property.Property.Name) },
        ValueSegment when Kind == ODataQueryKind.Property && Property!.Kind != FeedPropertyType.Texts => this with { Kind = ODataQueryKind.Value },
        CountSegment when Kind == ODataQueryKind.Rows => this with { Kind = ODataQueryKind.Count },
        CountSegment when Kind == ODataQueryKind.Property => this with { Kind = ODataQueryKind.CountOfProperty },
        _ => throw Unsupported($"'{segment.Identifier}' in a path"),
    };

    // The parser can throw any exception for a malformed path.
    private static List<ODataPathSegment> Parsed(string path, ODataModel model, Func<List<ODataPathSegment>> parse)
    {
        try
        {
            return parse();
        }
        catch (ODataUnrecognizedPathException)
        {
            var name = path.Split('/', '(')[0];
            var known = model.Sets.All.Select(s => s.Name).ToList();
            throw new ODataQueryException(new Problem(
                ErrorCodes.NotFound, $"There is no resource /odata/{SafeText.Of(path)}.", known.Contains(name) ? "See /odata/$metadata." : NearestName.Hint(name, known, "GET /odata lists the sets.")));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw Malformed(exception is ODataException ? $"The path is not valid: {exception.Message}" : "The path is not valid.", "Write a key as Engagements(1) or ByDomain('cyber-security').");
        }
    }
}
