using Microsoft.AspNetCore.Http.Features;

namespace Reporting.Api.Pipeline;

/// <summary>
/// Links to the next and the first page (RFC 8288). They are queries only, so they are right at every address, behind every proxy. There is no link back: a page
/// knows where it begins, and not where the page before began.
/// </summary>
internal static class PageLinks
{
    private const string After = "after";

    /// <param name="next">The value of <c>after</c> for the next page; null on the last.</param>
    public static void Set(HttpContext context, string? next)
    {
        var isLater = context.Request.Query.ContainsKey(After);
        if (next is null && !isLater)
        {
            return;
        }

        // As the client wrote it: an edition was taken out of the query string.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start ? target[(start + 1)..] : string.Empty;
        var rest = string.Join('&', query.Split('&').Where(p => p.Length > 0 && Uri.UnescapeDataString(p.Split('=')[0]) != After));
        if (next is not null)
        {
            Add(context, $"{rest}{(rest.Length > 0 ? "&" : string.Empty)}{After}={Uri.EscapeDataString(next)}", "next");
        }

        if (isLater)
        {
            Add(context, rest, "first");
        }
    }

    private static void Add(HttpContext context, string query, string relation) =>
        context.Response.Headers.Append("Link", $"<?{string.Concat(query.Select(c => c is > ' ' and <= '~' and not ('<' or '>' or '"') ? c.ToString() : Uri.EscapeDataString(c.ToString())))}>; rel=\"{relation}\"");
}
