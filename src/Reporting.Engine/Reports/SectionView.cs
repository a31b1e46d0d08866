using Reporting.Engine.Model;

namespace Reporting.Engine.Reports;

/// <summary>How a request shows a section: at another level of a hierarchy, in the order of a column, or with all members in spite of the request's filters.</summary>
/// <param name="Definition">The section with its level and order.</param>
/// <param name="Text">The request in canonical form, for keys of files.</param>
public sealed record SectionView(SectionDefinition Definition, string Text)
{
    /// <summary>True to leave out the request's filters on the section's own dimensions. A page keeps so the members beside the one that was clicked.</summary>
    public bool ShowsAll { get; init; }
}

/// <summary>The order of the rows of a matrix by a column.</summary>
/// <param name="Column">The measure for the total, the dimension of the rows, or the code of a column's member.</param>
public sealed record ColumnOrder(string Column, bool Descending);

/// <summary>The parts of a headline. A request may show each with all its members: <c>show.headline-trend=all</c>.</summary>
public static class HeadlineParts
{
    public const string Trend = "-trend";
    public const string Top = "-top";

    /// <summary>The ids of the parts.</summary>
    public static IReadOnlyList<string> Of(HeadlineDefinition headline) => headline.Rows is null ? [headline.Id + Trend] : [headline.Id + Trend, headline.Id + Top];
}

/// <summary>The dimensions of a section's axes.</summary>
public static class SectionAxes
{
    public static IReadOnlyList<ModelDimension> Axes(this SectionDefinition section) => section switch
    {
        TableDefinition table => [table.Rows],
        MatrixDefinition matrix => [matrix.Rows, matrix.Columns],
        ChartDefinition { Series: { } series } chart => [chart.Categories, series],
        ChartDefinition chart => [chart.Categories],
        HeadlineDefinition { Rows: { } rows } => [rows],
        _ => [],
    };

    /// <summary>True if one is a level of the other: year and month, domain group and domain.</summary>
    public static bool AreLevels(this SemanticModel model, ModelDimension one, ModelDimension other) => model.IsAbove(one, other) || model.IsAbove(other, one);

    /// <summary>The dimensions one level down.</summary>
    public static IEnumerable<ModelDimension> Below(this SemanticModel model, ModelDimension dimension) => model.Dimensions.Where(d => d.Parent == dimension.Id);

    private static bool IsAbove(this SemanticModel model, ModelDimension upper, ModelDimension lower)
    {
        for (var at = lower; at.Parent is { } parent && model.Dimension(parent).IsValue(out var next, out _); at = next)
        {
            if (next.Id == upper.Id)
            {
                return true;
            }
        }

        return false;
    }
}
