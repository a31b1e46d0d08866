namespace Reporting.TestWarehouses.Counting;

/// <summary>The expected result. Levels are those of the prefixes of <c>by</c>, the shortest first.</summary>
public sealed record CountedResult(
    IReadOnlyList<CountedRow> Rows,
    long RowCount,
    CountedRow? Grand,
    IReadOnlyList<IReadOnlyList<CountedRow>> Levels);
