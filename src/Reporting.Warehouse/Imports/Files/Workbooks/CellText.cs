using System.Globalization;
using System.Text.RegularExpressions;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>The content of a cell as text: numbers with a decimal point, dates in ISO 8601 at the precision that the cell displays.</summary>
internal static partial class CellText
{
    private const int SecondsOfDay = 86_400;

    // The year after 9999.
    private const double EndOfDays = 2_958_466;

    // From 1900-01-01 to 1904-01-01.
    private const int DaysTo1904 = 1462;

    /// <summary>Decodes Excel's escapes of characters that XML cannot hold: <c>_x000D_</c>, and <c>_x005F_</c> for the underscore. Some programs write emoji as two such halves.</summary>
    public static string Unescape(string text) => !text.Contains("_x", StringComparison.Ordinal)
        ? text
        : Escape().Replace(text, match => ((char)int.Parse(match.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    /// <summary>Null for a text that is not a number.</summary>
    public static string? Number(string raw)
    {
        var text = raw.AsSpan().Trim();
        var digits = text.Length > 0 && text[0] == '-' ? text[1..] : text;
        // Whole numbers of any length stay exact, because many codes are numbers.
        if (digits.Length is > 0 and <= 40 && !digits.ContainsAnyExceptInRange('0', '9'))
        {
            digits = digits.TrimStart('0');
            return digits.Length == 0 ? "0" : $"{(text[0] == '-' ? "-" : "")}{digits}";
        }

        return double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? Number(number) : null;
    }

    // Excel keeps and displays fifteen digits: 0.1 + 0.2 is 0.3.
    public static string Number(double number)
    {
        var text = number.ToString("G15", CultureInfo.InvariantCulture);
        text = text.Contains('E') && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain) ? plain.ToString(CultureInfo.InvariantCulture) : text;
        return text == "-0" ? "0" : text;
    }

    /// <summary>A number displayed as a date. Numbers outside the calendar stay numbers: Excel displays them as ####.</summary>
    public static string? Date(string raw, DateShape shape, bool is1904, out bool isDate)
    {
        isDate = false;
        if (shape == DateShape.None || !double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial) || !double.IsFinite(serial))
        {
            return Number(raw);
        }

        if (shape == DateShape.Elapsed)
        {
            isDate = serial >= 0 && serial <= EndOfDays;
            return isDate ? Clock((long)Math.Round(serial * SecondsOfDay)) : Number(raw);
        }

        if (shape == DateShape.Time && serial >= 0 && serial < 1 - (0.5 / SecondsOfDay))
        {
            isDate = true;
            return Clock((long)Math.Round(serial * SecondsOfDay));
        }

        serial += is1904 ? DaysTo1904 : 0;
        if (serial < 0 || serial >= EndOfDays || (is1904 && serial < DaysTo1904))
        {
            return Number(raw);
        }

        isDate = true;
        var day = Math.Floor(serial);
        var seconds = (int)Math.Round((serial - day) * SecondsOfDay);
        (day, seconds) = seconds == SecondsOfDay ? (day + 1, 0) : (day, seconds);
        // Excel's calendar contains 1900-02-29 and 1900-01-00, which are not dates. As texts they are refused.
        var date = day switch
        {
            0 => "1900-01-00",
            60 when !is1904 => "1900-02-29",
            _ => new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).AddDays(day < 60 && !is1904 ? day + 1 : day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        return Shown(date, seconds, day == 0 ? DateShape.Day : shape);
    }

    /// <summary>A date that the cell stores in ISO 8601 (<c>t="d"</c>); null for anything else.</summary>
    public static string? IsoDate(string raw, DateShape shape)
    {
        var text = raw.Trim();
        if (TimeOnly.TryParseExact(text.TrimEnd('Z'), ["HH:mm:ss", "HH:mm", "HH:mm:ss.FFFFFFF"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return Clock((int)(time.Ticks / TimeSpan.TicksPerSecond));
        }

        string[] formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"];
        return DateTime.TryParseExact(text.TrimEnd('Z'), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? Shown(moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (int)moment.TimeOfDay.TotalSeconds, shape)
            : null;
    }

    public static string Shown(string date, int seconds, DateShape shape) => shape switch
    {
        DateShape.Year => date[..4],
        DateShape.Month => date[..7],
        _ when seconds == 0 => date,
        _ => $"{date} {Clock(seconds)}",
    };

    public static string Clock(long seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");

    [GeneratedRegex("_x(?<code>[0-9A-Fa-f]{4})_", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escape();
}
