using Reporting.Engine.Composition;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Reports;

/// <summary>Builds a table: the members, the others of a top N, and the total, each counted at its own grain.</summary>
internal sealed class TableSectionBuilder(SectionQueries queries)
{
    public async Task<Outcome<ReportSection>> BuildAsync(TableDefinition full)
    {
        var definition = full with { Measures = [.. full.Measures.Where(queries.Shows)] };
        if (!(await RowsAsync(definition)).IsValue(out var first, out var problem)
            || !(await queries.AskAsync(Whole(definition))).IsValue(out var whole, out problem))
        {
            return problem;
        }

        var rows = first.Rows.Select(r => (IReadOnlyList<object?>)[r.Members[0].Name, .. r.Values]).ToList();
        var codes = first.Rows.Select(r => r.Members[0].Code).ToList();
        foreach (var (name, code, filter) in first.Apart)
        {
            if (code is not null && first.Unstated is { } unstated)
            {
                rows.Add([name, .. unstated.Values]);
                codes.Add(code);
                continue;
            }

            if (!(await queries.AskPartAsync(Whole(definition), filter)).IsValue(out var part, out problem))
            {
                return problem;
            }

            rows.Add([name, .. definition.Measures.Select(m => Of(m, part, whole))]);
            codes.Add(code);
        }

        var hasUnpaired = false;
        if (definition.Rows.Attribute.IsOfPartner && queries.Shows(queries.Engagements))
        {
            if (!(await queries.AskPartAsync(Whole(definition), new QueryFilter(definition.Rows.Id, FilterMode.Unpaired, []))).IsValue(out var alone, out problem))
            {
                return problem;
            }

            // Engagements in no pair explain why the total is larger than every pair. Where they have no part in the measures, they explain nothing.
            hasUnpaired = Value(alone, queries.Engagements) is > 0L && definition.Measures.Any(m => Value(alone, m) is not (null or 0L or 0d or 0m));
            if (hasUnpaired)
            {
                rows.Add([queries.Language.Phrases.NoPartner, .. definition.Measures.Select(m => Of(m, alone, whole))]);
                codes.Add(null);
            }
        }

        return new TableSection(
            definition.Id,
            queries.Text(definition.Title),
            queries.Note(full, isPartial: definition.Measures.Count < full.Measures.Count),
            queries.Columns(definition),
            rows,
            first.HasYearBefore || full.OmitsTotals ? null : [NameOfTotal(definition), .. definition.Measures.Select(m => Of(m, whole, whole))],
            Truncated: false)
        {
            Codes = codes,
            HasOthers = first.HasOthers,
            NotStated = first.NotStated + (hasUnpaired ? 1 : 0),
        };
    }

    // Null for "Total". Days since the last engagement of all are no sum of those of the rows.
    private string? NameOfTotal(TableDefinition definition) => definition.Measures.Any(m => m.IsGap) ? TextRules.Capitalised(queries.Language.Phrases.All) : null;

    private async Task<Outcome<TableRows>> RowsAsync(TableDefinition definition)
    {
        if (definition.Top is { } most)
        {
            return (await TopMembers.AskAsync(queries, definition.Rows, definition.Measures, definition.Order!, most, definition.Where)).Then<TableRows>(top =>
            {
                var apart = new List<(string Name, string? Code, QueryFilter Filter)>();
                if (top.HasOthers)
                {
                    apart.Add((ReportFormatter.Others(definition.Rows, queries.Language), null, top.Outside));
                }

                if (top.NotStated is { } notStated)
                {
                    apart.Add((notStated.Name, notStated.Code, top.Unstated));
                }

                // A share of what is not stated is divided by the report's total, as that of the others.
                var isCounted = definition.Measures.All(m => m.IsCounted);
                return new TableRows(top.Rows, top.HasOthers, top.NotStated is null ? 0 : 1, apart) { Unstated = isCounted ? top.NotStatedRow : null };
            });
        }

        if (!(await queries.KeepsEmptyAsync(definition.Rows)).IsValue(out var fills, out var problem))
        {
            return problem;
        }

        var query = queries.Query(definition.Measures, [definition.Rows], definition.Where) with { Order = definition.Order is { } order ? [order] : [], Fill = fills };
        if (!(await RowsAsync(query)).IsValue(out var own, out problem) || !(await WithYearBeforeAsync(definition, query, own)).IsValue(out var shown, out problem))
        {
            return problem;
        }

        var rows = shown.Rows.StatedFirst();
        return new TableRows(rows, false, rows.Select(r => r.Members[0]).CountNotStated(), []) { HasYearBefore = shown.HasYearBefore };
    }

    private async Task<Outcome<ShownRows>> RowsAsync(ReportQuery query) =>
        (await queries.AskAsync(query)).Then<ShownRows>(table => new ShownRows(query.Fill ? queries.Covered(table.Rows) : table.Rows));

    /// <summary>
    /// The rows with the year before the only year of a table by year. Figures that depend on the range of the report, such as running totals, are those of
    /// the report's own year.
    /// </summary>
    private async Task<Outcome<ShownRows>> WithYearBeforeAsync(TableDefinition definition, ReportQuery query, ShownRows own)
    {
        if (!(await queries.WithYearBeforeAsync(query, definition.Rows)).IsValue(out var both, out var problem))
        {
            return problem;
        }

        if (ReferenceEquals(both, query))
        {
            return own;
        }

        var byYear = own.Rows.ToDictionary(r => r.Members[0]);
        return (await RowsAsync(both)).Then<ShownRows>(shown => new ShownRows(
            [.. shown.Rows.Select(row => row with { Values = [.. definition.Measures.Select((m, i) => !DependsOnRange(m) ? row.Values[i] : byYear.GetValueOrDefault(row.Members[0])?.Values[i])] })])
        {
            HasYearBefore = true,
        });
    }

    private static bool DependsOnRange(ModelMeasure measure) =>
        measure.IsShare || measure.Tree().Any(m => m.Definition is MeasureDefinition.Period { IsWithinRange: true, Form: not (PeriodForm.Change or PeriodForm.ChangePct) });

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
        ? share.Within == ShareWithin.Total ? Share(share.Of, Value(part, share.Of), Value(whole, share.Of)) : null
        : part != whole && measure.IsShare ? null : Value(part, measure);

    private static object? Share(ModelMeasure of, object? part, object? whole) => ValueMath.Divide(part, whole) is double ratio ? Proportion.Of(ratio, part!, whole!, of.Format) : null;

    private static object? Value(ResultTable table, ModelMeasure measure)
    {
        var column = table.Measures.ToList().FindIndex(m => m.Id == measure.Id);
        return column < 0 ? null : table.Rows[0].Values[column];
    }

    /// <param name="NotStated">How many of the last rows are not stated, those of <paramref name="Apart"/> included.</param>
    /// <param name="Apart">Rows that need their own query: the others, and what is not stated.</param>
    private sealed record TableRows(IReadOnlyList<ResultRow> Rows, bool HasOthers, int NotStated, IReadOnlyList<(string Name, string? Code, QueryFilter Filter)> Apart)
    {
        /// <summary>The row "not stated", where its figures are known without a query.</summary>
        public ResultRow? Unstated { get; init; }

        /// <summary>True if the first row is the year before the only year of the report. A total beside it would repeat that year.</summary>
        public bool HasYearBefore { get; init; }
    }

    private sealed record ShownRows(IReadOnlyList<ResultRow> Rows)
    {
        public bool HasYearBefore { get; init; }
    }
}
