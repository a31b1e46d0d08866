using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Generated;

/// <summary>Formats queries and data for the messages of failing tests.</summary>
public static class QueryText
{
    public static string Of(ReportQuery query, RowScope scope) => string.Join(' ',
    [
        $"measures={string.Join(',', query.Measures)} by={string.Join(',', query.By)}",
        .. query.Filters.Select(Of),
        query.Search is null ? string.Empty : $"search='{query.Search}'",
        $"order={string.Join(',', query.Order.Select(o => (o.Descending ? "-" : string.Empty) + o.Name))} limit={query.Limit} totals={query.Totals} fill={query.Fill} as_of_day={query.AsOfDay:yyyy-MM-dd}",
        $"scope=[{string.Join(" | ", scope.Alternatives.Select(rules => string.Join(' ', rules.Select(Of))))}]",
    ]);

    public static string Of(TestData data) => string.Join('\n', data.Engagements.Select(e =>
        $"  {e.Code} '{e.Title}' start={e.Start.Key} {e.Type}/{e.Category} {e.PlaceCode} heads={e.Headcount?.ToString() ?? "null"} cents={e.AmountCents?.ToString() ?? "null"} {e.Handling} {e.Status} {e.Review}"
        + $" domains={string.Join(',', e.Domains.Select(d => $"{d.Code}:{d.Parts}"))}"
        + $" lines={string.Join(',', e.Lines.Select(l => $"{l.Participant}/{l.Organisation ?? "-"}/{l.Country}/{l.Role}"))} sources={string.Join(',', e.Sources)}"));

    private static string Of(QueryFilter filter) => $"{filter.Dimension}:{filter.Mode}={string.Join(',', filter.Values)}";
}
