using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Reporting.Engine.Feed;
using Reporting.Warehouse.Problems;
using static Reporting.Api.OData.ODataQueryException;

namespace Reporting.Api.OData;

/// <summary>Reads a URL under /odata into a query, without using the database.</summary>
internal sealed class ODataQueryReader(ODataModel model, TimeProvider time, ODataOptions options)
{
    private static readonly string[] OfCount = ["$filter", "$search", "$apply", "$format"];
    private static readonly string[] OfOne = ["$select", "$expand", "$format"];
    private static readonly string[] OfValue = ["$format"];

    public Outcome<ODataQuery> Read(HttpRequest request) => ReadUrl(request).Then(url => Read(request, url));

    /// <summary>Reads the query of a URL, whose measures the model has.</summary>
    public Outcome<ODataQuery> Read(HttpRequest request, ODataUrl url)
    {
        try
        {
            var path = ODataPath.Read(url.Path, model);
            CheckOptions(path.Kind, url);
            return path.Kind switch
            {
                ODataQueryKind.Rows => Rows(path, url, request.Headers["Prefer"]),
                ODataQueryKind.Count => Count(path, url),
                _ => OfEntity(path, url),
            };
        }
        catch (ODataQueryException refusal)
        {
            return refusal.Problem;
        }
    }

    /// <summary>Splits a URL into its path and options, and does not read them.</summary>
    public static Outcome<ODataUrl> ReadUrl(HttpRequest request)
    {
        try
        {
            return ODataUrl.Of(request);
        }
        catch (ODataQueryException refusal)
        {
            return refusal.Problem;
        }
    }

    /// <summary>Checks a URL that allows only the option $format.</summary>
    public static Outcome<ODataUrl> ReadDocument(HttpRequest request)
    {
        try
        {
            var url = ODataUrl.Of(request);
            CheckOptions(ODataQueryKind.Value, url);
            return url;
        }
        catch (ODataQueryException refusal)
        {
            return refusal.Problem;
        }
    }

    private static void CheckOptions(ODataQueryKind kind, ODataUrl url)
    {
        string[]? allowed = kind switch
        {
            ODataQueryKind.Rows => null,
            ODataQueryKind.Count => OfCount,
            ODataQueryKind.One => OfOne,
            _ => OfValue,
        };
        foreach (var option in url.Options.Where(o => o.Name != ODataUrl.KeyOption))
        {
            if (allowed is not null && !allowed.Contains(option.Name) && !(kind == ODataQueryKind.Count && option.Name[0] == '@'))
            {
                throw Malformed($"{SafeText.Of(option.Name)} is not allowed here.", allowed.Length == 1 ? "Omit it." : $"Allowed options: {string.Join(", ", allowed)}.");
            }

            if (string.IsNullOrWhiteSpace(option.Value))
            {
                throw new ODataQueryException(new Problem(ErrorCodes.EmptyValue, $"{SafeText.Of(option.Name)} has no value.", "Add a value, or omit the option."));
            }
        }
    }

    private ODataQuery Rows(ODataPath path, ODataUrl url, StringValues prefer)
    {
        var branches = Branches(path, url);
        var preferred = ODataPreferences.MaxPageSize(prefer);
        var page = Math.Min(preferred ?? options.PageSize, options.LargestPageSize);
        var top = branches[0].Reader.Top();
        var isPaged = branches.Count == 1;
        return new ODataQuery(
            ODataQueryKind.Rows,
            url,
            [.. branches.Select(b => new ODataBranch(b.Query with { Limit = !isPaged ? null : top <= page ? top : page + 1 }, b.Shape))],
            isPaged ? Context(path.Set.Name, branches[0].Shape) : path.Set.Name)
        {
            Page = isPaged ? page : null, Top = top, IsPreferred = preferred is not null && isPaged,
        };
    }

    private ODataQuery Count(ODataPath path, ODataUrl url) => Branches(path, url) is [var branch]
        ? new ODataQuery(ODataQueryKind.Count, url, [new ODataBranch(branch.Query with { CountOnly = true }, branch.Shape)], string.Empty)
        : throw Unsupported("$count of concat in $apply");

    private List<(FeedQuery Query, JsonShape Shape, ODataOptionsReader Reader)> Branches(ODataPath path, ODataUrl url)
    {
        IReadOnlyList<string?> pipelines = [null];
        if (url["$apply"] is { } apply)
        {
            pipelines = ODataApply.Pipelines(apply);
        }

        if (pipelines.Count > 1 && url.Options.FirstOrDefault(o => o.Name is not ("$apply" or "$format" or ODataUrl.KeyOption) && o.Name[0] != '@') is { } other)
        {
            throw Unsupported($"{other.Name} with concat in $apply", "Move it into the branches.");
        }

        var used = new HashSet<string>();
        var branches = pipelines.Select(pipeline => new ODataOptionsReader(path.Set, url, pipeline, model, time).Read(used)).ToList();
        return url.Options.FirstOrDefault(o => o.Name[0] == '@' && !used.Contains(o.Name)) is { } unused
            ? throw Malformed($"The alias '{SafeText.Of(unused.Name)}' is not used.", "Use it in $filter, $orderby or $apply, or omit it.")
            : branches;
    }

    private ODataQuery OfEntity(ODataPath path, ODataUrl url)
    {
        var selection = new ODataSelection(model.Sets);
        var query = new FeedQuery { Set = path.Set, Measures = url.Measures, Key = path.Key ?? throw Malformed("A property needs an entity.", "Add the key: Engagements(1)/Title."), Limit = 1 };
        var entity = $"{path.Set.Name}({(path.Key is string text ? ODataKeys.Quoted(text) : path.Key)})";
        var present = selection.Place([.. path.Navigations, path.Target.Key.Name]);
        if (path.Property is { } property)
        {
            IReadOnlyList<string> name = [.. path.Navigations, property.Name];
            var place = selection.Place(name);
            var shape = new JsonShape(null) { Columns = { new JsonColumn(JsonEncodedText.Encode("value"), place, true) } };
            return new ODataQuery(path.Kind, url, [new ODataBranch(query with { Columns = selection.Columns }, shape)], $"{entity}/{string.Join('/', name)}") { Present = present, Value = place };
        }

        var clause = new ODataOptionsReader(path.Target, url, null, model, time).SelectAndExpand();
        var rows = selection.Entity(path.Target, clause, path.Navigations, []);
        return new ODataQuery(ODataQueryKind.One, url, [new ODataBranch(query with { Columns = selection.Columns }, rows)], Context(path.Target.Name, rows) + "/$entity") { Present = present };
    }

    private static string Context(string set, JsonShape shape) => shape.IsNamed ? $"{set}({shape.Names()})" : set;
}
