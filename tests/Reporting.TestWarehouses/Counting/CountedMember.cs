namespace Reporting.TestWarehouses.Counting;

/// <summary>A member of a row. Without a code, its name distinguishes it from other periods that are not stated. The key orders periods.</summary>
public sealed record CountedMember(string? Code, string? Name, int Key)
{
    internal int ComparedWith(CountedMember other) =>
        Key != other.Key ? Key.CompareTo(other.Key) : string.CompareOrdinal(Code, other.Code);

    public override string ToString() => Code ?? $"({Name})";

    internal static CountedMember Of(string code) => new(code, null, 0);

    internal static CountedMember Of(string level, int key)
    {
        var code = Periods.Code(level, key);
        return new CountedMember(code, code is null ? Periods.NotStated(level, key) : null, key);
    }
}
