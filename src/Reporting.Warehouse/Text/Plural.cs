using System.Globalization;

namespace Reporting.Warehouse.Text;

/// <summary>A number and its noun in English, for messages: "1 row", "2,500 rows".</summary>
public static class Plural
{
    /// <param name="many">The plural; null to add an s.</param>
    public static string Of(long count, string one, string? many = null) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {Word(count, one, many)}";

    /// <summary>The noun or verb alone, for texts that write the number elsewhere.</summary>
    public static string Word(long count, string one, string? many = null) => count == 1 ? one : many ?? one + "s";
}
