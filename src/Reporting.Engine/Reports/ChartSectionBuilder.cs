using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Builds a chart: categories with their values, by series if it has a dimension for them.</summary>
internal sealed class ChartSectionBuilder(SectionQueries queries)
{
    public async Task<Outcome<ReportSection>> BuildAsync(ChartDefinition definition)
    {
        var order = definition.Descending ? [new QueryOrder(definition.Measure.Id, true)] : (IReadOnlyList<QueryOrder>)[];
        var categories = queries.Query([definition.Measure], [definition.Categories], definition.Where) with { Order = order };
        if (!(await queries.AskAsync(categories with { Limit = definition.Top ?? categories.Limit }, canBeCut: definition.Top is not null)).IsValue(out var shown, out var problem))
        {
            return problem;
        }

        var top = new TopMembers(definition.Categories, shown.Rows, shown.RowCount);
        if (definition.Series is not { } by || shown.Rows.Count == 0)
        {
            return Chart(definition, top, [new ChartSeries(definition.Measure.Id, queries.Text(definition.Measure.Caption), [.. shown.Rows.Select(r => r.Values[0])])]);
        }

        var query = queries.Query([definition.Measure], [definition.Categories, by], definition.Where);
        if (!(top.HasOthers ? await queries.AskPartAsync(query, top.Inside) : await queries.AskAsync(query)).IsValue(out var table, out problem))
        {
            return problem;
        }

        // Order by code, so that a series has the same colour in every language. Unknown comes last.
        var members = table.Rows.Select(r => r.Members[1]).Distinct().OrderBy(m => m.Code is null or UnknownMembers.Code).ThenBy(m => m.Code, StringComparer.Ordinal);
        var cells = table.Rows.ToDictionary(r => (r.Members[0], r.Members[1]), r => r.Values[0]);
        return Chart(definition, top, [.. members.Select(m => new ChartSeries(m.Code, m.Name, [.. shown.Rows.Select(c => cells.GetValueOrDefault((c.Members[0], m)))]))]);
    }

    private ReportSection Chart(ChartDefinition definition, TopMembers top, IReadOnlyList<ChartSeries> series) => new ChartSection(
        definition.Id,
        queries.Text(definition.Title),
        queries.Text(definition.Note, top.HasOthers ? ReportFormatter.First(top.Rows.Count, top.All, queries.Language) : null),
        definition.Chart,
        queries.Text(definition.Measure.Caption),
        definition.Measure.Format,
        queries.Axis(definition.Categories, top.Rows.Select(r => r.Members[0])),
        series);
}
