namespace Reporting.TestWarehouses.Counting;

/// <summary>One cell of the expected result.</summary>
public sealed record CountedRow(IReadOnlyList<CountedMember> Members, IReadOnlyList<object?> Values)
{
    public override string ToString() => $"[{string.Join(", ", Members)}] {string.Join(", ", Values.Select(v => v ?? "null"))}";
}
