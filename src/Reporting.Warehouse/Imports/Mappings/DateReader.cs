using System.Globalization;
using Reporting.Warehouse.Dates;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Reads a date as exactly as the file states it: of a text in given formats, or of a year, a month and a day.</summary>
internal sealed class DateReader
{
    private readonly ValueReader _value;
    private readonly DateReader[] _firstOf;
    private readonly CultureInfo _culture;
    private readonly (string Format, bool HasMonth, bool HasDay)[] _formats;

    private DateReader(MappingKeys.ValueKeys keys, MappedCells cells)
    {
        _value = new ValueReader(keys, cells);
        _firstOf = [.. (keys.FirstOf ?? []).Select(first => new DateReader(first, cells))];
        _culture = CultureInfo.GetCultureInfo(keys.Language ?? "en");
        _formats = [.. (keys.Formats ?? []).Select(Format)];
        foreach (var part in new[] { keys.Year, keys.Month, keys.Day }.OfType<string>().SelectMany(p => Template.Parse(p).Names))
        {
            cells.Require(part);
        }
    }

    public string Column => _value.Keys.Year is { } year ? Template.Parse(year).Names.FirstOrDefault() ?? "" : _value.Column;

    public bool LeavesOut => _value.Keys.IfInvalid == "leave_out";

    public static DateReader? Of(MappingKeys.ValueKeys? keys, MappedCells cells) => keys is null ? null : new DateReader(keys, cells);

    /// <summary>False, with the text as it stands, when it is no date; unknown when it is missing.</summary>
    public bool Read(out PartialDate date, out string text)
    {
        date = PartialDate.Unknown;
        text = "";
        if (_value.Keys.Year is not null)
        {
            return ReadParts(out date, out text);
        }

        foreach (var first in _firstOf)
        {
            if (!first.Read(out date, out text))
            {
                return false;
            }

            if (!date.IsUnknown)
            {
                return true;
            }
        }

        if (_firstOf.Length > 0)
        {
            return true;
        }

        text = _value.Read();
        return text.Length == 0 || Parse(text, out date);
    }

    // A slash is a slash, whatever the language has between the parts of a date; what stands in quotation marks is no part.
    private static (string Format, bool HasMonth, bool HasDay) Format(string format)
    {
        var parts = string.Concat(format.Split('\'').Where((_, i) => i % 2 == 0));
        return (format.Contains('\'') ? format : format.Replace("/", "'/'", StringComparison.Ordinal), parts.Contains('M'), parts.Contains('d'));
    }

    private static bool Number(string text, int most, out int number)
    {
        number = 0;
        return text.Length == 0 || (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value == decimal.Truncate(value) && value <= most && (number = (int)value) >= 0);
    }

    private bool ReadParts(out PartialDate date, out string text)
    {
        var (y, m, d) = (_value.Fill(_value.Keys.Year), _value.Fill(_value.Keys.Month), _value.Fill(_value.Keys.Day));
        text = string.Join('-', new[] { y, m, d }.Where(part => part.Length > 0));
        date = PartialDate.Unknown;
        if (y.Length == 0)
        {
            // A month of no year is no date, and a day of no month neither.
            text = "";
            return true;
        }

        if (!Number(y, 9999, out var year) || !Number(d, 31, out var day) || (!Number(m, 12, out var month) && !MonthName(m, out month)))
        {
            return false;
        }

        day = month == 0 ? 0 : day;
        if (year == 0 || (day > 0 && day > DateTime.DaysInMonth(year, month)))
        {
            return year == 0;
        }

        date = new PartialDate((year * 10_000) + (month * 100) + day);
        return true;
    }

    private bool MonthName(string text, out int month)
    {
        var ok = DateTime.TryParseExact(text.TrimEnd('.'), ["MMMM", "MMM"], _culture, DateTimeStyles.None, out var parsed);
        month = ok ? parsed.Month : 0;
        return ok;
    }

    private bool Parse(string text, out PartialDate date)
    {
        foreach (var (format, hasMonth, hasDay) in _formats)
        {
            if (DateTime.TryParseExact(text, format, _culture, DateTimeStyles.AllowWhiteSpaces, out var moment))
            {
                date = new PartialDate((moment.Year * 10_000) + (hasMonth ? (moment.Month * 100) + (hasDay ? moment.Day : 0) : 0));
                return true;
            }
        }

        // A day with a time, as workbooks and databases write it; a year as a number with a decimal point.
        var iso = text.Length > 10 && text[10] is ' ' or 'T' ? text[..10] : text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
        if (_formats.Length > 0 && iso.Length != 10)
        {
            date = PartialDate.Unknown;
            return false;
        }

        return PartialDate.TryParse(iso, out date);
    }
}
