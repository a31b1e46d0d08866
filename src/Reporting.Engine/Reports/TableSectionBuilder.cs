using Reporting.Engine.Composition;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Fills a table: the members, the others of a top N, and the total, each counted at its own grain.</summary>
internal sealed class TableSectionBuilder(SectionQueries questions)
{
    public async Task<Outcome<ReportSection>> FillAsync(TableDefinition full)
    {
        var definition = full with { Measures = [.. full.Measures.Where(questions.Shows)] };
        if (!(await RowsAsync(definition)).IsValue(out var top, out var problem)
            || !(await questions.AskAsync(Whole(definition))).IsValue(out var whole, out problem))
        {
            return problem;
        }

        var rows = top.Rows.Select(r => (IReadOnlyList<object?>)[r.Members[0].Name, .. r.Values]).ToList();
        var codes = top.Rows.Select(r => r.Members[0].Code).ToList();
        if (top.HasOthers)
        {
            var query = Whole(definition);
            if (!(await questions.AskPartAsync(query, top.Outside)).IsValue(out var outside, out problem))
            {
                return problem;
            }

            rows.Add([ReportFormatter.Others(definition.Rows, questions.Language), .. definition.Measures.Select(m => Of(m, outside, whole))]);
            codes.Add(null);
        }

        return new TableSection(
            definition.Id,
            questions.Text(definition.Title),
            questions.Text(definition.Note, definition.Measures.Count < full.Measures.Count ? questions.Language.Phrases.PartlyWithheld : null),
            [
                new TableColumn(definition.Rows.Id, questions.Text(definition.Rows.Caption), ValueFormat.Text),
                .. definition.Measures.Select(m => new TableColumn(m.Id, questions.Text(m.Caption), m.Format)),
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
            return await TopMembers.AskAsync(questions, definition.Rows, definition.Measures, definition.Order!, top, definition.Where);
        }

        var query = questions.Query(definition.Measures, [definition.Rows], definition.Where) with { Order = definition.Order is { } order ? [order] : [] };
        return (await questions.AskAsync(query)).Then<TopMembers>(table => new TopMembers(definition.Rows, table.Rows, table.RowCount));
    }

    /// <summary>Every measure that has a total, over everything; and what shares of the others are made of.</summary>
    private ReportQuery Whole(TableDefinition definition)
    {
        var shared = definition.Measures.Select(m => m.Definition).OfType<MeasureDefinition.Share>().Select(s => s.Of).Append(questions.Engagements).Where(questions.Shows);
        var measures = definition.Measures.Where(HasTotal).Concat(shared).Distinct().ToList();
        return questions.Query(measures.Count > 0 ? measures : definition.Measures, [], definition.Where);
    }

    private static bool HasTotal(ModelMeasure measure) =>
        !measure.IsOverTime && measure.Tree().All(m => m.Definition is not MeasureDefinition.Share { Within: not ShareWithin.Total });

    // A share is of the report's whole: asked of the others alone, it would be of theirs.
    private static object? Of(ModelMeasure measure, ResultTable part, ResultTable whole) => measure.Definition is MeasureDefinition.Share share && part != whole
        ? share.Within == ShareWithin.Total ? ValueMath.Divide(Value(part, share.Of), Value(whole, share.Of)) : null
        : part != whole && measure.IsShare ? null : Value(part, measure);

    private static object? Value(ResultTable table, ModelMeasure measure)
    {
        var column = table.Measures.ToList().FindIndex(m => m.Id == measure.Id);
        return column < 0 ? null : table.Rows[0].Values[column];
    }
}
