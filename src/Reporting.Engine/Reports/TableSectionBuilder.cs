using Reporting.Engine.Composition;
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

    /// <summary>Every measure that has a total, over everything; and what shares of the others are made of.</summary>
    private ReportQuery Whole(TableDefinition definition)
    {
        var shared = definition.Measures.Select(m => m.Definition).OfType<MeasureDefinition.Share>().Select(s => s.Of).Append(queries.Engagements).Where(queries.Shows);
        var measures = definition.Measures.Where(HasTotal).Concat(shared).Distinct().ToList();
        return queries.Query(measures.Count > 0 ? measures : definition.Measures, [], definition.Where);
    }

    private static bool HasTotal(ModelMeasure measure) =>
        !measure.IsOverTime && measure.Tree().All(m => m.Definition is not MeasureDefinition.Share { Within: not ShareWithin.Total });

    // Compute the share of the others from the report's total. A query for the others alone would take their own.
    private static object? Of(ModelMeasure measure, ResultTable part, ResultTable whole) => measure.Definition is MeasureDefinition.Share share && part != whole
        ? share.Within == ShareWithin.Total ? ValueMath.Divide(Value(part, share.Of), Value(whole, share.Of)) : null
        : part != whole && measure.IsShare ? null : Value(part, measure);

    private static object? Value(ResultTable table, ModelMeasure measure)
    {
        var column = table.Measures.ToList().FindIndex(m => m.Id == measure.Id);
        return column < 0 ? null : table.Rows[0].Values[column];
    }
}
