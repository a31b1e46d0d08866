using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Html;

namespace Reporting.Api.Explore;

/// <summary>Where the marks of Explore lead: the same page filtered by their members, or in another order.</summary>
/// <param name="path">The address of the page, without its query string.</param>
public sealed class ExploreView(ExploreState state, SemanticModel model, string language, string path) : ReportView
{
    public override MarkLink? OfMembers(ReportSection section, params IReadOnlyList<(string Dimension, AxisMember? Member)> members)
    {
        var known = members.Where(m => m.Member is not null).ToList();
        if (known.Count == 0 || known.Any(m => m.Member!.Code is null || model.Dimension(m.Dimension).Problem is not null))
        {
            return null;
        }

        var isChosen = known.TrueForAll(m => state.Filters.Any(f => f.Key == m.Dimension && f.Value == m.Member!.Code));
        var next = known.Aggregate(state, (s, m) => s.WithFilter(m.Dimension, isChosen ? null : m.Member!.Code));
        return new MarkLink(path + next.Query(language)) { IsChosen = isChosen };
    }

    public override ColumnLink? OfColumn(ReportSection section, string column) => section is TableSection { Compared: null } && state.Measures.Contains(column)
        ? new ColumnLink(path + (state with { Order = Ordered(column) ? ExploreState.ByCode : "-" + column }).Query(language), Ordered(column) ? true : null)
        : null;

    /// <summary>The figures below the charts have all values.</summary>
    public override bool HasTableBeside(ChartSection chart) => !state.HasFigures;

    /// <summary>Points and bars have tooltips with their figures, but a map is read with its table.</summary>
    public override bool FoldsTable(ChartSection chart) => chart.Kind != ChartKind.Map;

    private bool Ordered(string column) => new ExploreCompiler(model).OrderOf(state) == "-" + column;
}
