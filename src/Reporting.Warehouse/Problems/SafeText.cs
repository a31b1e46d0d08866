namespace Reporting.Warehouse.Problems;

/// <summary>Foreign text as it may stand in a message: short, and without control characters.</summary>
public static class SafeText
{
    private const int Longest = 60;

    public static string Of(string text)
    {
        var cleaned = string.Concat(text.Take(Longest).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c));
        return text.Length > Longest ? cleaned + "…" : cleaned;
    }
}
