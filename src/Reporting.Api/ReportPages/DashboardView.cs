using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Html;

namespace Reporting.Api.ReportPages;

/// <summary>Where the marks of a report's page lead: each filters the page by its members, and each heading orders its section.</summary>
internal sealed class DashboardView(DashboardState state) : ReportView
{
    /// <summary>Opens the form of an alert with a condition: any change of the count.</summary>
    public const string Watching = "&kind=changed&value=1";

    /// <summary>The same of a figure of a format: shares and fractions change by less than 1.</summary>
    public static string WatchingOf(ValueFormat format) => format is ValueFormat.Percent or ValueFormat.Fraction ? "&kind=changed&value=0.01" : Watching;

    public override MarkLink? OfMembers(ReportSection section, params IReadOnlyList<(string Dimension, AxisMember? Member)> members)
    {
        // The year before a report of one year is not one of its members.
        if (members.Any(m => m.Member?.Code is null || (section is MatrixSection matrix && m.Dimension == matrix.Columns.Dimension && !matrix.Columns.Members.Contains(m.Member))))
        {
            return null;
        }

        return Link([.. members.Select(m => new QueryFilter(m.Dimension, FilterMode.Links, [m.Member!.Code!]))], section.Id);
    }

    public override MarkLink? OfFigure(KpiSection section, Kpi figure) => figure.Where.Count > 0 && figure.Where.All(f => f.Mode == FilterMode.Links) ? Link(figure.Where, null) : null;

    public override ColumnLink? OfColumn(ReportSection section, string column)
    {
        var (known, usual) = state.Section(section.Id) switch
        {
            MatrixDefinition matrix => (true, matrix.Order ?? (matrix.Descending ? new ColumnOrder(matrix.Measure.Id, true) : null)),
            TableDefinition { Against: null } table => (true, table.Order is { } order ? new ColumnOrder(order.Name, order.Descending) : null),
            _ => (false, null),
        };
        if (!known)
        {
            return null;
        }

        // Figures begin with the largest, names with the first.
        var isName = state.Section(section.Id)!.Axes()[0].Id == column;
        bool? now = usual?.Column == column ? usual.Descending : null;
        return new ColumnLink(state.Ordered(section.Id, column, now is { } descending ? !descending : !isName), now);
    }

    private MarkLink Link(IReadOnlyList<QueryFilter> members, string? section)
    {
        var keeps = section is not null && state.AxesOf(section).Count > 0 ? section : null;
        return new MarkLink(state.Toggle(members, keeps)) { IsChosen = state.IsChosen(members), Recedes = state.Recedes(members) };
    }
}
