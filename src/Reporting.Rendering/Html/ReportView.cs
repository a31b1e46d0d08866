using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Html;

/// <summary>
/// A report within a page: where its marks, names and headings lead. This one leads nowhere; pages derive their own. Files have no view: they are laid out for
/// paper, and their figures lead to engagements.
/// </summary>
public class ReportView
{
    /// <summary>Where a mark, cell or name of these members leads. A member without a code, such as the others, is null or has no code.</summary>
    public virtual MarkLink? OfMembers(ReportSection section, params IReadOnlyList<(string Dimension, AxisMember? Member)> members) => null;

    /// <summary>Where a single figure leads.</summary>
    public virtual MarkLink? OfFigure(KpiSection section, Kpi figure) => null;

    /// <summary>Where the heading of a column leads: the section in the order of that column.</summary>
    /// <param name="column">A column of a table by its id; in a matrix the code of its member, its measure for the total, or the dimension of its rows.</param>
    public virtual ColumnLink? OfColumn(ReportSection section, string column) => null;

    /// <summary>False if the page shows the figures of the chart elsewhere.</summary>
    public virtual bool HasTableBeside(ChartSection chart) => true;

    /// <summary>True if the figures beside the chart open on demand.</summary>
    public virtual bool FoldsTable(ChartSection chart) => false;
}

/// <summary>The link of a mark.</summary>
/// <param name="Href">The page filtered by its members, or without that filter if they are chosen.</param>
public sealed record MarkLink(string Href)
{
    /// <summary>True if the members are among those that the page is filtered by.</summary>
    public bool IsChosen { get; init; }

    /// <summary>True if others of its dimensions are chosen, so that the mark recedes.</summary>
    public bool Recedes { get; init; }

    /// <summary>The classes of the style sheet.</summary>
    internal string Class => IsChosen ? "mark chosen" : Recedes ? "mark recedes" : "mark";
}

/// <summary>The link of a heading.</summary>
/// <param name="IsDescending">The present order of the section by this column; null for another one.</param>
public sealed record ColumnLink(string Href, bool? IsDescending);
