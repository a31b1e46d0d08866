using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Definitions;

namespace Reporting.Api.Explore;

/// <summary>The state of Explore that shows a section of a report: the way back from a saved report.</summary>
internal static class ExploreOpening
{
    /// <summary>The first section that Explore can show, with the report's own filters; null if it has none.</summary>
    public static ExploreState? Of(ReportDefinition definition)
    {
        var shown = definition.Sections.FirstOrDefault(s => s is MatrixDefinition or TableDefinition or ChartDefinition or KpiDefinition or EngagementListDefinition { IsTimeline: true });
        if (shown is null)
        {
            return null;
        }

        // Explore makes a chart or matrix for each measure.
        var (same, charts) = (definition.Sections.Where(s => s.GetType() == shown.GetType()).ToList(), definition.Sections.Any(s => s is ChartDefinition));
        var state = shown switch
        {
            ChartDefinition chart => new ExploreState
            {
                Measures = Measures(same.OfType<ChartDefinition>().Where(c => c.Chart == chart.Chart && c.Categories == chart.Categories && c.Series == chart.Series).Select(c => c.Measure)),
                Rows = chart.Categories.Id,
                Columns = chart.Series?.Id,
                Visual = EnumNames.Of(VisualOf(chart.Chart)),
                Order = chart.Descending && (chart.Top is null || chart.OrderBy is not null) ? "-" + (chart.OrderBy ?? chart.Measure).Id : null,
                Top = chart.Top?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                HasFigures = charts && definition.Sections.Any(s => s is MatrixDefinition or TableDefinition),
            },
            MatrixDefinition matrix => new ExploreState
            {
                Measures = Measures(same.OfType<MatrixDefinition>().Where(m => m.Rows == matrix.Rows && m.Columns == matrix.Columns).Select(m => m.Measure)),
                Rows = matrix.Rows.Id,
                Columns = matrix.Columns.Id,
                Visual = matrix.TopColumns is null ? "matrix" : "pair_matrix",
                Order = matrix.Descending && matrix.Top is null ? "-" + matrix.Measure.Id : null,
                Top = matrix is { TopColumns: not null, Top: ExploreCompiler.PairMembers } ? null : matrix.Top?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                OmitsTotals = matrix.OmitsTotals,
            },
            TableDefinition table => new ExploreState
            {
                Measures = Measures(table.Measures),
                Rows = table.Rows.Id,
                Visual = "table",
                Order = table.Order is { } order ? "-" + order.Name : null,
                Top = table.Top?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                OmitsTotals = table.OmitsTotals,
            },
            EngagementListDefinition => new ExploreState { Measures = ExploreState.First.Measures, Visual = "timeline" },
            _ => new ExploreState { Measures = Measures(((KpiDefinition)shown).Figures.Select(f => f.Measure)), Visual = "tiles" },
        };
        return Usual(state, shown) with { Filters = [.. Filters(definition, shown)], Compare = definition.Compare };
    }

    // The order that Explore chooses by itself needs no name. Order by code is a choice only for rows that are not periods.
    private static ExploreState Usual(ExploreState state, SectionDefinition shown) => shown switch
    {
        EngagementListDefinition or KpiDefinition => state,
        _ when shown.Axes()[0].Time is not null => state,
        _ when state.Order is null && state.Top is null && state.Visual != "pair_matrix" => state with { Order = ExploreState.ByCode },
        _ when state.Order == "-" + state.Measures[0] => state with { Order = null },
        _ => state,
    };

    private static IReadOnlyList<string> Measures(IEnumerable<ModelMeasure> measures) => [.. measures.Select(m => m.Id).Distinct()];

    private static ExploreVisual VisualOf(ChartKind kind) => kind switch
    {
        ChartKind.HeatMap => ExploreVisual.HeatMap,
        ChartKind.StackedColumn => ExploreVisual.StackedColumn,
        ChartKind.Bar => ExploreVisual.Bar,
        ChartKind.Map => ExploreVisual.Map,
        ChartKind.Line => ExploreVisual.Line,
        _ => ExploreVisual.Column,
    };

    // Filters of one name are a union, as in a query.
    private static IEnumerable<KeyValuePair<string, string>> Filters(ReportDefinition definition, SectionDefinition shown) => definition.Parameters
        .Where(p => p.Kind == ParameterKind.Members && p.Match != FilterMode.None && p.Default.Count > 0)
        .Select(p => (Name: QueryFilter.NameOf(p.Dimension.Id, p.Match), Values: p.Default))
        .Concat(shown.Where.Select(f => (Name: f.Dimension, f.Values)))
        .GroupBy(f => f.Name, (name, all) => new KeyValuePair<string, string>(name, string.Join(',', all.SelectMany(f => f.Values).Distinct(StringComparer.Ordinal))))
        .Concat(Years(definition) is { } years ? [new("year", years)] : []);

    private static string? Years(ReportDefinition definition)
    {
        if (definition.Parameters.FirstOrDefault(p => p.Kind == ParameterKind.Period) is { } period)
        {
            return period.Default.FirstOrDefault(v => v != "all");
        }

        var (from, to) = (First(ParameterKind.FirstYear), First(ParameterKind.LastYear));
        return from is null && to is null ? null : from == to ? from : from?.Length == 4 || to?.Length == 4 ? $"{from}..{to}" : from ?? to;

        string? First(ParameterKind kind) => definition.Parameters.FirstOrDefault(p => p.Kind == kind)?.Default.FirstOrDefault(v => v != "all");
    }
}
