using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Reporting.Api.Responses;

/// <summary>The ETags that a client says it has (If-None-Match), compared weakly: RFC 9110, 13.1.2.</summary>
internal static class ETagMatcher
{
    /// <summary>True where the answer of this tag is one of them, or any is.</summary>
    public static bool Hold(StringValues header, string tag) =>
        (header.Count == 1 && header[0] == tag) || Read(header).Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(EntityTagHeaderValue.Parse(tag), useStrongComparison: false));

    /// <summary>The same, where it is not known yet whether there is an answer, and so whether there is any.</summary>
    public static bool Name(StringValues header, string tag) =>
        Read(header).Any(t => !t.Equals(EntityTagHeaderValue.Any) && t.Compare(EntityTagHeaderValue.Parse(tag), useStrongComparison: false));

    // What is no list of tags names none: the answer is sent.
    private static IList<EntityTagHeaderValue> Read(StringValues header) =>
        EntityTagHeaderValue.TryParseList([.. header.OfType<string>()], out var tags) ? tags : [];
}
