namespace Reporting.TestWarehouses.Counting;

/// <summary>An answer as the rules count it. Levels are those of the prefixes of <c>by</c>, shortest first.</summary>
public sealed record CountedResult(
    IReadOnlyList<CountedRow> Rows,
    long RowCount,
    CountedRow? Grand,
    IReadOnlyList<IReadOnlyList<CountedRow>> Levels);
