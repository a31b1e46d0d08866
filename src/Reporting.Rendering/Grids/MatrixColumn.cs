using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Grids;

/// <summary>A column of a matrix as pages show it.</summary>
/// <param name="Member">Null for the total.</param>
/// <param name="Total">Of the column, as counted by the database.</param>
internal sealed record MatrixColumn(string Name, AxisMember? Member, IReadOnlyList<object?> Cells, object? Total)
{
    /// <summary>True for the first column of what is not stated.</summary>
    public bool IsApart { get; private init; }

    /// <summary>True for earlier years in one column. Their figures would make the other columns pale.</summary>
    public bool HasSeveralYears { get; private init; }

    public bool IsTotal => Member is null;

    /// <summary>The members, after the year before if the matrix has one, and the total unless it repeats the only column or is not wanted.</summary>
    public static IReadOnlyList<MatrixColumn> All(MatrixSection matrix, string total)
    {
        var columns = Members(matrix, 0).ToList();
        if (matrix.Lead is { Replaces: 0 } before)
        {
            columns.Insert(0, new MatrixColumn(before.Member.Name, before.Member, before.Cells, before.Total));
        }

        if (matrix.HasTotals && !RepeatsOnlyColumn(matrix))
        {
            columns.Add(Whole(matrix, total));
        }

        return columns;
    }

    /// <summary>The last members after one column for the earlier ones; null if the matrix has no such column.</summary>
    public static IReadOnlyList<MatrixColumn>? Fewer(MatrixSection matrix, string total) => matrix.Lead is not { Replaces: > 0 } lead
        ? null
        :
        [
            new MatrixColumn(lead.Member.Name, lead.Member, lead.Cells, lead.Total) { HasSeveralYears = true },
            .. Members(matrix, lead.Replaces),
            .. matrix.HasTotals ? [Whole(matrix, total)] : (MatrixColumn[])[],
        ];

    private static IEnumerable<MatrixColumn> Members(MatrixSection matrix, int first)
    {
        var apart = matrix.Columns.Members.Count - matrix.Columns.NotStated;
        return matrix.Columns.Members.Select((member, j) =>
            new MatrixColumn(member.Name, member, [.. matrix.Cells.Select(row => row[j])], matrix.ColumnTotals[j]) { IsApart = j == apart }).Skip(first);
    }

    private static MatrixColumn Whole(MatrixSection matrix, string total) => new(total, null, matrix.RowTotals, matrix.GrandTotal);

    private static bool RepeatsOnlyColumn(MatrixSection matrix) =>
        matrix.Columns.Members.Count == 1
        && Equals(matrix.ColumnTotals[0], matrix.GrandTotal)
        && matrix.Cells.Select(row => row[0]).SequenceEqual(matrix.RowTotals);
}
