using System.Text.Json;
using Reporting.Engine.Queries;

namespace Reporting.Api.Aggregates;

/// <summary>A query with its cache text, which contains all properties of the query.</summary>
internal sealed record CachedQuery(ReportQuery Query, string Words)
{
    public static CachedQuery Of(ReportQuery query)
    {
        var complete = query.Measures.Count == 0 ? query with { Measures = ["engagements"] } : query;
        return new CachedQuery(complete, "aggregate.json" + JsonSerializer.Serialize(complete));
    }
}
