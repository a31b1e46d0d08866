using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Reporting.Api.Responses;

/// <summary>Compares the ETags in If-None-Match, weakly (RFC 9110, 13.1.2).</summary>
internal static class ETagMatcher
{
    /// <summary>True if the header contains the tag or *.</summary>
    public static bool MatchesTagOrAny(StringValues header, string tag) =>
        (header.Count == 1 && header[0] == tag) || Read(header).Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(EntityTagHeaderValue.Parse(tag), useStrongComparison: false));

    /// <summary>True if the header contains the tag. Ignores *, because it is not yet known whether the resource exists.</summary>
    public static bool MatchesTag(StringValues header, string tag) =>
        Read(header).Any(t => !t.Equals(EntityTagHeaderValue.Any) && t.Compare(EntityTagHeaderValue.Parse(tag), useStrongComparison: false));

    // A malformed header counts as empty, so the response is sent.
    private static IList<EntityTagHeaderValue> Read(StringValues header) =>
        EntityTagHeaderValue.TryParseList([.. header.OfType<string>()], out var tags) ? tags : [];
}
