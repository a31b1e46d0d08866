using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Builds a chart: categories with their values, by series if it has a dimension for them.</summary>
internal sealed class ChartSectionBuilder(SectionQueries queries)
{
    public async Task<Outcome<ReportSection>> BuildAsync(ChartDefinition definition)
    {
        if (!(await CategoriesAsync(definition)).IsValue(out var shown, out var problem))
        {
            return problem;
        }

        if (definition.Series is not { } by || shown.Rows.Count == 0)
        {
            return Chart(definition, shown, [new ChartSeries(definition.Measure.Id, queries.Text(definition.Measure.Caption), [.. shown.Rows.Select(r => r.Values[0])])]);
        }

        var byBoth = queries.Query([definition.Measure], [definition.Categories, by], definition.Where) with { Fill = shown.IsFilled && by.Time is null };
        if (!(await queries.WithYearBeforeAsync(byBoth, definition.Categories.Time == TimeLevel.Year ? definition.Categories : by)).IsValue(out var query, out problem))
        {
            return problem;
        }

        var codes = shown.Rows.Select(r => r.Members[0].Code!);
        if (!(shown.IsCut ? await queries.AskPartAsync(query, new QueryFilter(definition.Categories.Id, FilterMode.Links, [.. codes])) : await queries.AskAsync(query)).IsValue(out var table, out problem))
        {
            return problem;
        }

        if (!(await PeriodsAsync(definition, by)).IsValue(out var periods, out problem))
        {
            return problem;
        }

        // Order by code, so that a series has the same colour in every language. Unknown comes last.
        var members = table.Rows.Select(r => r.Members[1]).Concat(periods).Distinct().OrderBy(m => m.IsNotStated).ThenBy(m => m.Code, StringComparer.Ordinal);
        var cells = table.Rows.ToDictionary(r => (r.Members[0], r.Members[1]), r => r.Values[0]);

        // A count is 0 in a period without engagements, so it is 0 where no period is stated.
        object? missing = shown.IsFilled && definition.Measure is { IsCounted: true, Format: ValueFormat.Count } ? 0L : null;
        return Chart(definition, shown, [.. members.Select(m => new ChartSeries(m.Code, m.Name, [.. shown.Rows.Select(c => cells.GetValueOrDefault((c.Members[0], m), missing))]))]);
    }

    /// <summary>The periods across a heat map, also those without engagements, as in a matrix. None for other charts, whose series have a legend.</summary>
    private async Task<Outcome<IReadOnlyList<Member>>> PeriodsAsync(ChartDefinition definition, ModelDimension by)
    {
        if (definition.Chart != ChartKind.HeatMap)
        {
            return Array.Empty<Member>();
        }

        if (!(await queries.KeepsEmptyAsync(by)).IsValue(out var fills, out var problem))
        {
            return problem;
        }

        if (!fills)
        {
            return Array.Empty<Member>();
        }

        if (!(await queries.WithYearBeforeAsync(queries.Query([definition.Measure], [by], definition.Where) with { Fill = true }, by)).IsValue(out var query, out problem))
        {
            return problem;
        }

        return (await queries.AskAsync(query)).Then<IReadOnlyList<Member>>(table => queries.Covered(table.Rows).Select(r => r.Members[0]).ToList());
    }

    /// <summary>The categories with their figures. What is not stated comes last, and does not rank among the first ones.</summary>
    private async Task<Outcome<Categories>> CategoriesAsync(ChartDefinition definition)
    {
        if (!(await queries.KeepsEmptyAsync(definition.Categories)).IsValue(out var fills, out var problem))
        {
            return problem;
        }

        var order = definition.Descending ? [new QueryOrder((definition.OrderBy ?? definition.Measure).Id, true)] : (IReadOnlyList<QueryOrder>)[];
        var byCategory = queries.Query(definition.OrderBy is { } other ? [definition.Measure, other] : [definition.Measure], [definition.Categories], definition.Where) with { Order = order, Fill = fills };
        if (!(await queries.WithYearBeforeAsync(byCategory, definition.Categories)).IsValue(out var query, out problem))
        {
            return problem;
        }

        var limit = definition.Top is { } top ? Math.Min(top + 1, query.Limit) : query.Limit;
        return (await queries.AskAsync(query with { Limit = limit }, canBeCut: definition.Top is not null)).Then<Categories>(table =>
        {
            var rows = fills ? queries.Covered(table.Rows) : table.Rows;
            var notStated = rows.Where(r => r.Members[0].IsNotStated).ToList();
            var stated = rows.Where(r => !r.Members[0].IsNotStated).Take(definition.Top ?? int.MaxValue).ToList();
            return new Categories([.. stated, .. notStated], notStated.Count, table.RowCount - (table.Rows.Count - rows.Count), fills);
        });
    }

    private ReportSection Chart(ChartDefinition definition, Categories shown, IReadOnlyList<ChartSeries> series) => new ChartSection(
        definition.Id,
        queries.Text(definition.Title),
        queries.Text(definition.Note, shown.IsCut ? ReportFormatter.First(shown.Rows.Count - shown.NotStated, shown.All - shown.NotStated, queries.Language) : null),
        definition.Chart,
        queries.Text(definition.Measure.Caption),
        definition.Measure.Format,
        queries.Axis(definition.Categories, shown.Rows.Select(r => r.Members[0]), shown.NotStated),
        series)
    {
        SeriesDimension = definition.Series?.Id,
        HasPeriods = definition.Series?.Time is not null,
        Size = queries.Run.Detail == ReportDetail.Brief ? ChartSize.Medium : ChartSize.Usual,
    };

    /// <param name="NotStated">How many of the last rows are not stated.</param>
    /// <param name="All">The number of all members.</param>
    /// <param name="IsFilled">True if periods without engagements are among them.</param>
    private sealed record Categories(IReadOnlyList<ResultRow> Rows, int NotStated, long All, bool IsFilled)
    {
        public bool IsCut => All > Rows.Count;
    }
}
