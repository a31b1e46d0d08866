using System.Text.Json;
using Reporting.Engine.Queries;

namespace Reporting.Api.Aggregates;

/// <summary>A question with the words by which its answer is kept: every property of the question is in them.</summary>
internal sealed record CachedQuery(ReportQuery Query, string Words)
{
    public static CachedQuery Of(ReportQuery query)
    {
        var whole = query.Measures.Count == 0 ? query with { Measures = ["engagements"] } : query;
        return new CachedQuery(whole, "aggregate.json" + JsonSerializer.Serialize(whole));
    }
}
