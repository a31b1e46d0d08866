using Reporting.Delivery.IssuedReports;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Delivery.Verify;

/// <summary>The figures of a file beside those of today.</summary>
/// <param name="Count">The number of figures in the file.</param>
public sealed record FigureComparison(int Count)
{
    private const string Zero = "0";

    /// <summary>The number of figures that differ; null if they were not compared one by one.</summary>
    public int? Changed { get; init; }

    /// <summary>Those of them that the caller may see.</summary>
    public IReadOnlyList<FigureDifference> Differences { get; init; } = [];

    /// <summary>The figures that were compared: those in the file, and those that only today's data have.</summary>
    public int Compared => Count + Differences.Count(d => d.Kind == DifferenceKind.Added);

    /// <summary>True if names, titles or other texts differ.</summary>
    public bool HasOtherTexts { get; init; }

    /// <summary>True for a list of engagements, each of which counts as one figure.</summary>
    public bool IsOfEngagements { get; init; }

    /// <summary>Why the report was not made again; null if it was.</summary>
    public string? Refusal { get; init; }

    /// <summary>The figures that differ; null if the file had too many to keep.</summary>
    /// <remarks>A zero where the other side has nothing is no difference: empty periods are filled as far as the data reach.</remarks>
    internal static IReadOnlyList<FigureDifference>? Between(IssuedOrigin origin, ReportDocument today)
    {
        if (origin.Figures is not { } figures)
        {
            return null;
        }

        var old = figures.ToDictionary(f => (f[0]!, f[1]!, f[2]!), f => f[3]);
        var differences = new List<FigureDifference>();
        foreach (var figure in ReportFigures.Of(today))
        {
            if (!old.Remove(figure.Place, out var before))
            {
                if (figure.Value == Zero)
                {
                    continue;
                }

                differences.Add(new FigureDifference(figure.Words, DifferenceKind.Added, null, figure.IsEntry ? null : figure.Value) { IsEntry = figure.IsEntry });
            }
            else if (before != figure.Value)
            {
                differences.Add(new FigureDifference(figure.Words, DifferenceKind.Changed, figure.IsEntry ? null : before, figure.IsEntry ? null : figure.Value) { IsEntry = figure.IsEntry });
            }
        }

        // Names of members may be hidden or gone, so codes tell the place.
        differences.AddRange(old.Where(o => o.Value != Zero).Select(o => new FigureDifference($"{o.Key.Item1}: {o.Key.Item2}, {o.Key.Item3}", DifferenceKind.Removed, o.Key.Item3 == ReportFigure.Entry ? null : o.Value, null) { IsEntry = o.Key.Item3 == ReportFigure.Entry }));
        return differences;
    }
}

/// <summary>A figure that differs.</summary>
/// <param name="Where">The section with the row and the column.</param>
/// <param name="Old">As in the file. Null if it was not there, for an engagement of a list, and where today's access rights hide it.</param>
/// <param name="New">As it is today; null if it is gone, and for an engagement of a list.</param>
public sealed record FigureDifference(string Where, DifferenceKind Kind, string? Old, string? New)
{
    /// <summary>True for an engagement of a list.</summary>
    public bool IsEntry { get; init; }
}

/// <summary>How a figure differs.</summary>
public enum DifferenceKind
{
    Changed,
    Added,
    Removed,
}
