using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Builds a table: the members, the others of a top N, and the total, each counted at its own grain.</summary>
internal sealed class TableSectionBuilder(SectionQueries queries)
{
    public async Task<Outcome<ReportSection>> BuildAsync(TableDefinition full)
    {
        var definition = full with { Measures = [.. full.Measures.Where(queries.Shows)] };
        if (!(await RowsAsync(definition)).IsValue(out var top, out var problem)
            || !(await queries.AskAsync(Whole(definition))).IsValue(out var whole, out problem))
        {
            return problem;
        }

        var rows = top.Rows.Select(r => (IReadOnlyList<object?>)[r.Members[0].Name, .. r.Values]).ToList();
        var codes = top.Rows.Select(r => r.Members[0].Code).ToList();
        if (top.HasOthers)
        {
            var query = Whole(definition);
            if (!(await queries.AskPartAsync(query, top.Outside)).IsValue(out var outside, out problem))
            {
                return problem;
            }

            rows.Add([ReportFormatter.Others(definition.Rows, queries.Language), .. definition.Measures.Select(m => Of(m, outside, whole))]);
            codes.Add(null);
        }

        return new TableSection(
            definition.Id,
            queries.Text(definition.Title),
            queries.Text(definition.Note, definition.Measures.Count < full.Measures.Count ? queries.Language.Phrases.PartlyWithheld : null),
            [
                new TableColumn(definition.Rows.Id, queries.Text(definition.Rows.Caption), ValueFormat.Text),
                .. definition.Measures.Select(m => new TableColumn(m.Id, queries.Text(m.Caption), m.Format)),
            ],
            rows,
            [null, .. definition.Measures.Select(m => Of(m, whole, whole))],
            Truncated: false)
        {
            Codes = codes,
            HasOthers = top.HasOthers,
        };
    }

    private async Task<Outcome<TopMembers>> RowsAsync(TableDefinition definition)
    {
        if (definition.Top is { } top)
        {
            return await TopMembers.AskAsync(queries, definition.Rows, definition.Measures, definition.Order!, top, definition.Where);
        }

        var query = queries.Query(definition.Measures, [definition.Rows], definition.Where) with { Order = definition.Order is { } order ? [order] : [] };
        return (await queries.AskAsync(query)).Then<TopMembers>(table => new TopMembers(definition.Rows, table.Rows, table.RowCount));
    }

    /// <summary>The query for all measures that have a total, and for engagements, which the share of the others needs.</summary>
    private ReportQuery Whole(TableDefinition definition)
    {
        var measures = definition.Measures.Where(m => !m.IsOverTime).Concat(queries.Shows(queries.Engagements) ? [queries.Engagements] : []).Distinct().ToList();
        return queries.Query(measures.Count > 0 ? measures : definition.Measures, [], definition.Where);
    }

    // Compute the share of the others from the report's total. A query for the others alone would take their own.
    private static object? Of(ModelMeasure measure, ResultTable part, ResultTable whole)
    {
        if (measure.Kind == MeasureKind.EngagementShare && part != whole)
        {
            return Engagements(part) is { } some && Engagements(whole) is { } all and not 0 ? some / (double)all : null;
        }

        return Value(part, measure.Kind);
    }

    private static long? Engagements(ResultTable table) => (long?)Value(table, MeasureKind.Engagements);

    private static object? Value(ResultTable table, MeasureKind kind)
    {
        var column = table.Measures.ToList().FindIndex(m => m.Kind == kind);
        return column < 0 ? null : table.Rows[0].Values[column];
    }
}
