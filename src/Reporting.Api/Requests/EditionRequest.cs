using Microsoft.Extensions.Primitives;
using Reporting.Engine.Model;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Requests;

/// <summary>The edition that a request names: by edition=, by as_of= with its data version, by a path under /editions/ID, or by /odata/editions/ID.</summary>
internal sealed class EditionRequest(string id, PathString pathBase, bool isByPath)
{
    public const string Parameter = "edition";

    /// <summary>The name of a data version.</summary>
    public const string AsOf = "as_of";

    private const string Pages = "/editions";
    private const string Feed = "/odata";

    /// <summary>Of a data version: empty until its edition is found.</summary>
    public string Id => Opened?.Edition.Id ?? id;

    /// <summary>The data version that the request names; null if it names an edition.</summary>
    public string? Version { get; init; }

    /// <summary>True if the address of a page or of the API begins with the edition, so that its links stay in it.</summary>
    public bool IsByPath => isByPath;

    /// <summary>The path base without the edition.</summary>
    public PathString PathBase => pathBase;

    /// <summary>Why the request is refused, once its caller is known.</summary>
    public Problem? Problem { get; set; }

    public OpenEdition? Opened { get; set; }

    /// <summary>Null for a request about today's data.</summary>
    public static EditionRequest? Of(HttpContext context) => context.Features.Get<EditionRequest>();

    /// <summary>The query string for the audit trail, with the edition.</summary>
    public static string? Audited(HttpContext context)
    {
        var query = context.Request.QueryString.Value;
        return Of(context) is { } asked ? $"?{Parameter}={asked.Id}{(query is { Length: > 1 } ? "&" + query[1..] : string.Empty)}" : query;
    }

    /// <summary>Takes the edition out of the address, so that endpoints read the rest as they do for today's data. Null if the address names none.</summary>
    public static EditionRequest? Take(HttpRequest request)
    {
        if (request.Path.StartsWithSegments(Feed + Pages, StringComparison.OrdinalIgnoreCase, out var rest) && Split(rest) is var (inFeed, resource))
        {
            request.Path = Feed + resource;
            return new EditionRequest(inFeed, request.PathBase, isByPath: false);
        }

        if (request.Path.StartsWithSegments(Pages, StringComparison.OrdinalIgnoreCase, out rest) && Split(rest) is var (named, page) && !page.StartsWithSegments(Feed, StringComparison.OrdinalIgnoreCase))
        {
            var before = request.PathBase;
            request.Path = page.HasValue ? page : "/";
            request.PathBase = before.Add(AddressOf(named));
            return new EditionRequest(named, before, isByPath: true);
        }

        return request.Query.TryGetValue(Parameter, out var values) ? InQuery(request, Parameter, values)
            : request.Query.TryGetValue(AsOf, out values) ? InQuery(request, AsOf, values)
            : null;
    }

    /// <summary>The path under which pages and the API show an edition.</summary>
    public static string AddressOf(string edition) => $"{Pages}/{Uri.EscapeDataString(edition)}";

    private static EditionRequest InQuery(HttpRequest request, string name, StringValues values)
    {
        // Keep the rest as it was written: the feed reads its options unescaped.
        var parts = (request.QueryString.Value ?? string.Empty).TrimStart('?').Split('&').Where(p => !Is(p, name)).ToList();
        request.QueryString = parts is [] or [""] ? QueryString.Empty : new QueryString("?" + string.Join('&', parts));
        return new EditionRequest(name == Parameter ? values[0] ?? string.Empty : string.Empty, request.PathBase, isByPath: false)
        {
            Version = name == AsOf ? values[0] : null,
            Problem = values.Count > 1 ? new Problem(ErrorCodes.NamedTwice, $"The request names {values.Count} editions.", "Name one.") : null,
        };
    }

    private static bool Is(string part, string name) => Uri.UnescapeDataString(part.Split('=', 2)[0].Replace('+', ' ')) == name;

    private static (string Id, PathString Below)? Split(PathString path)
    {
        var text = path.Value ?? string.Empty;
        var end = text.IndexOf('/', Math.Min(1, text.Length));
        var id = text[Math.Min(1, text.Length)..(end < 0 ? text.Length : end)];
        return EditionFolder.IsId(id) ? (id, end < 0 ? PathString.Empty : new PathString(text[end..])) : null;
    }
}

/// <summary>Marks an endpoint that can be asked of an edition.</summary>
internal sealed record ReadsEditions;

/// <summary>Marks endpoints.</summary>
internal static class EditionEndpointExtensions
{
    /// <summary>The endpoint also answers about editions.</summary>
    public static TBuilder ReadsEditions<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ReadsEditions());
}
