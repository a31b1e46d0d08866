using System.Globalization;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Keys;

/// <summary>Reads the lifetime of a key: 12h, 90d, 8w, 2y.</summary>
internal static class Lifetime
{
    private const int MaxDays = 3660;

    /// <summary>Null means that the key is valid until revoked.</summary>
    public static Outcome<TimeSpan?> Read(string? text)
    {
        if (text is null)
        {
            return (TimeSpan?)null;
        }

        var days = text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? text[^1] switch { 'h' => number / 24.0, 'd' => number, 'w' => number * 7.0, 'y' => number * 365.0, _ => 0 }
            : 0;
        return days is > 0 and <= MaxDays
            ? TimeSpan.FromDays(days)
            : new Problem(ErrorCodes.BadLifetime, $"'{SafeText.Of(text)}' is not a lifetime of a key.", "Write 12h, 90d, 8w or 2y, at most ten years.");
    }
}
