namespace Reporting.Warehouse.Problems;

/// <summary>Makes untrusted text safe for a message: short, and without control characters.</summary>
public static class SafeText
{
    private const int MaxLength = 60;

    public static string Of(string text)
    {
        var cleaned = string.Concat(text.Take(MaxLength).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c));
        return text.Length > MaxLength ? cleaned + "…" : cleaned;
    }
}
