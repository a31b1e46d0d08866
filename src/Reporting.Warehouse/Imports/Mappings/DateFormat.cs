using System.Globalization;
using System.Text;
using Reporting.Warehouse.Dates;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>One format of dates in a file, such as <c>d/M/yyyy</c>. Without a day or month the date is less exact.</summary>
internal sealed class DateFormat
{
    private const string Examples = "For example, write d/M/yyyy, MMMM yyyy or yyyy.";

    private readonly string _format;
    private readonly bool _hasMonth;
    private readonly bool _hasDay;

    private DateFormat(string format, List<string> letters)
    {
        // Keeps the slash literal: .NET would replace it with the language's date separator.
        _format = format.Contains('\'') || format.Contains('"') ? format : format.Replace("/", "'/'", StringComparison.Ordinal);
        (_hasMonth, _hasDay) = (letters.Exists(run => run[0] == 'M'), letters.Exists(run => run is "d" or "dd"));
    }

    /// <summary>Null, with the problem and a hint, for a format that would read dates differently than it looks.</summary>
    public static DateFormat? Parse(string text, CultureInfo culture, out string problem, out string hint)
    {
        var letters = Letters(text);
        hint = Spelled(text) is { } spelled && spelled != text && Problem(spelled, Letters(spelled), culture) is null ? $"Write '{spelled}': d is the day, M the month, y the year; m is minutes." : Examples;
        problem = Problem(text, letters, culture) ?? "";
        return problem.Length == 0 ? new DateFormat(text, letters) : null;
    }

    public bool TryRead(string text, CultureInfo culture, out PartialDate date)
    {
        var isRead = DateTime.TryParseExact(text, _format, culture, DateTimeStyles.AllowWhiteSpaces, out var moment);
        date = isRead ? new PartialDate((moment.Year * 10_000) + (_hasMonth ? (moment.Month * 100) + (_hasDay ? moment.Day : 0) : 0)) : PartialDate.Unknown;
        return isRead;
    }

    private static string? Problem(string text, List<string> letters, CultureInfo culture)
    {
        bool Has(char letter) => letters.Exists(run => run[0] == letter);
        if (text.Length < 2)
        {
            return $"'{text}' is not a date format.";
        }

        if (letters.Find(run => !"yMdHhmsftzKgT".Contains(run[0])) is { } unknown)
        {
            return $"The date format '{text}' has an unknown part '{unknown}'.";
        }

        if (Has('m') && !(Has('H') || Has('h')))
        {
            return $"The date format '{text}' has minutes (m) without hours.";
        }

        if (!Has('y'))
        {
            return $"The date format '{text}' has no year.";
        }

        if (letters.Exists(run => run is "d" or "dd") && !Has('M'))
        {
            return $"The date format '{text}' has a day without a month{(Has('m') ? " (M; m is minutes)" : "")}.";
        }

        try
        {
            _ = new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Unspecified).ToString(text, culture);
            return null;
        }
        catch (FormatException)
        {
            return $"'{text}' is not a date format.";
        }
    }

    // Runs of equal letters outside quotation marks.
    private static List<string> Letters(string text)
    {
        var runs = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\'' or '"')
            {
                var end = text.IndexOf(text[i], i + 1);
                i = end < 0 ? text.Length : end;
            }
            else if (text[i] == '\\')
            {
                i++;
            }
            else if (char.IsLetter(text[i]))
            {
                var start = i;
                while (i + 1 < text.Length && text[i + 1] == text[start])
                {
                    i++;
                }

                runs.Add(text[start..(i + 1)]);
            }
        }

        return runs;
    }

    // Formats of Excel, moment.js, strftime and other languages: dd/mm/yyyy, DD/MM/YYYY, %d/%m/%Y, TT.MM.JJJJ, jj/mm/aaaa.
    private static string? Spelled(string text)
    {
        if (text.Contains('%'))
        {
            return text.Replace("%d", "dd").Replace("%e", "d").Replace("%m", "MM").Replace("%b", "MMM").Replace("%B", "MMMM").Replace("%Y", "yyyy").Replace("%y", "yy")
                .Replace("%H", "HH").Replace("%M", "mm").Replace("%S", "ss");
        }

        var isGerman = text.Contains("JJ", StringComparison.OrdinalIgnoreCase) && text.Contains("TT", StringComparison.OrdinalIgnoreCase);
        var spelled = new StringBuilder(text.Length);
        var isTime = false;
        foreach (var c in text)
        {
            isTime = c is 'H' or 'h' || (isTime && c is not ' ' and not 'y' and not 'd');
            spelled.Append(c switch
            {
                'm' when !isTime => 'M',
                'Y' or 'a' or 'A' => 'y',
                'D' => 'd',
                'J' or 'j' => isGerman ? 'y' : 'd',
                'T' or 't' when isGerman => 'd',
                _ => c,
            });
        }

        return spelled.ToString();
    }
}
