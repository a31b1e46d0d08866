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

    /// <summary>Every measure that has a total, over everything; and engagements, which shares of the others are made of.</summary>
    private ReportQuery Whole(TableDefinition definition)
    {
        var measures = definition.Measures.Where(m => !m.IsOverTime).Concat(questions.Shows(questions.Engagements) ? [questions.Engagements] : []).Distinct().ToList();
        return questions.Query(measures.Count > 0 ? measures : definition.Measures, [], definition.Where);
    }

    // A share is of the report's whole: asked of the others alone, it would be of theirs.
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
