using System.Globalization;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Keys;

/// <summary>How long a key holds, as people write it: 12h, 90d, 8w, 2y.</summary>
internal static class Lifetime
{
    private const int MaxDays = 3660;

    /// <summary>Null for null: it holds until it is revoked.</summary>
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
            : new Problem(ErrorCodes.BadLifetime, $"'{SafeText.Of(text)}' is not a time for which a key can hold.", "Write 12h, 90d, 8w or 2y; at most ten years.");
    }
}
