using System.Globalization;
using System.Text.RegularExpressions;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Reads a date at the precision of the file: from a text in given formats, or from a year, a month and a day.</summary>
internal sealed partial class DateReader
{
    private readonly ValueReader _value;
    private readonly MappedCells _cells;
    private readonly DateReader[] _firstOf;
    private readonly CultureInfo _culture;
    private readonly DateFormat[] _formats;
    private int _years;
    private bool _isMonths;
    private bool _differ;
    private string _span = "";

    private DateReader(MappingKeys.ValueKeys keys, MappedCells cells)
    {
        (_value, _cells) = (new ValueReader(keys, cells), cells);
        _firstOf = [.. (keys.FirstOf ?? []).Select(first => new DateReader(first, cells))];
        _culture = CultureInfo.GetCultureInfo(keys.Language ?? "en");
        _formats = [.. (keys.Formats ?? []).Select(format => DateFormat.Parse(format, _culture, out var problem, out _) ?? throw new ArgumentException(problem, nameof(keys)))];
        foreach (var part in new[] { keys.Year, keys.Month, keys.Day }.OfType<string>().SelectMany(p => Template.Parse(p).Names))
        {
            cells.Require(part);
        }
    }

    public string Column => _value.Keys.Year is { } year ? Template.Parse(year).Names.FirstOrDefault() ?? "" : _value.Column;

    /// <summary>A warning at the end of the file about months that may be periods of two years. Null without doubt.</summary>
    public string? Doubt => _years > 0 && _differ && !_isMonths
        ? $"{Plural.Of(_years, "value")} of '{TextRules.Short(Column)}' such as '{_span}' {Plural.Word(_years, "was read as a month", "were read as months")}, but each could be a period of two years. If so, use only the year: {{from: \"{{{TextRules.Short(Column)}}}\", before: \"{_span[4]}\"}}."
        : Array.Find(_firstOf, first => first.Doubt is not null)?.Doubt;

    public static DateReader? Of(MappingKeys.ValueKeys? keys, MappedCells cells) => keys is null ? null : new DateReader(keys, cells);

    /// <summary>Unknown, without a problem, for a missing or left-out date. A date outside the accepted years is replaced by the next of <c>first_of</c>.</summary>
    public PartialDate Read(Action<string> warn, out Unread? problem)
    {
        problem = null;
        if (_firstOf.Length == 0)
        {
            return Settle(One(out problem), warn, ref problem);
        }

        Unread? passed = null;
        foreach (var first in _firstOf)
        {
            var date = first.Read(warn, out problem);
            if (problem is { IsOutOfRange: true })
            {
                passed ??= problem;
                problem = null;
            }
            else if (problem is not null || !date.IsUnknown)
            {
                if (passed is not null && problem is null)
                {
                    warn($"'{TextRules.Short(passed.Value)}' was replaced by {date}: {passed.Reason}");
                }

                return Settle(date, warn, ref problem);
            }
        }

        problem = passed;
        return Settle(PartialDate.Unknown, warn, ref problem);
    }

    private PartialDate Settle(PartialDate date, Action<string> warn, ref Unread? problem)
    {
        if (problem is not null && _value.Keys.IfInvalid == "leave_out")
        {
            warn($"'{TextRules.Short(problem.Value)}' is not a date and was left out.");
            problem = null;
        }

        return date;
    }

    private PartialDate One(out Unread? problem)
    {
        problem = null;
        var date = PartialDate.Unknown;
        var text = "";
        var reason = _value.Keys.Year is not null ? ReadParts(out date, out text) : ReadText(out date, out text);
        if (reason is not null)
        {
            problem = new Unread(Column, text, reason, "Correct it, add its format to 'formats', or write 'if_invalid: leave_out' beside them.");
        }
        else if (!date.IsUnknown && date.Year is < DateRows.FirstYear or > DateRows.LastYear)
        {
            problem = new Unread(Column, text, $"Years from {DateRows.FirstYear} to {DateRows.LastYear} are accepted.", "Correct it, or write 'if_invalid: leave_out'.") { IsOutOfRange = true };
        }

        return problem is null ? date : PartialDate.Unknown;
    }

    private string? ReadText(out PartialDate date, out string text)
    {
        date = PartialDate.Unknown;
        text = _firstOf.Length > 0 ? "" : _value.Read();
        return text.Length == 0 || MappedCells.IsError(text) ? null : Parse(text, out date);
    }

    private static bool Number(string text, int most, out int number)
    {
        number = 0;
        return text.Length == 0 || (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value == decimal.Truncate(value) && value <= most && (number = (int)value) >= 0);
    }

    private string Part(string? template) => DateText.Plain(_value.Fill(template), _culture);

    private string? ReadParts(out PartialDate date, out string text)
    {
        const string Wrong = "It is not a year, month and day.";
        var (y, m, d) = (Part(_value.Keys.Year), Part(_value.Keys.Month), Part(_value.Keys.Day));
        text = string.Join('-', new[] { y, m, d }.Where(part => part.Length > 0));
        date = PartialDate.Unknown;
        if (y.Length == 0)
        {
            // A month without a year, or a day without a month, is not a date.
            text = "";
            return null;
        }

        if (!Number(y, 9999, out var year) || !Number(d, 31, out var day) || (!Number(m, 12, out var month) && !MonthName(m, out month)))
        {
            return Wrong;
        }

        day = month == 0 ? 0 : day;
        if (year == 0 || (day > 0 && day > DateTime.DaysInMonth(year, month)))
        {
            return year == 0 ? null : Wrong;
        }

        date = new PartialDate((year * 10_000) + (month * 100) + day);
        return null;
    }

    /// <summary>2010-11 is November 2010, or the period from 2010 to 2011.</summary>
    public static bool IsYears(string text) => IsMonth(text, out var year, out var month) && (year + 1) % 100 == month;

    private static bool IsMonth(string text, out int year, out int month)
    {
        (year, month) = (0, 0);
        return text.Length == 7 && text[4] is ('-' or '/') && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out year)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out month);
    }

    private void Compare(string text)
    {
        if (IsYears(text))
        {
            (_years, _differ) = (_years + 1, _differ || (_span.Length > 0 && _span != text));
            _span = _span.Length > 0 ? _span : text;
        }
        else
        {
            _isMonths |= IsMonth(text, out _, out _);
        }
    }

    private bool MonthName(string text, out int month)
    {
        var ok = DateTime.TryParseExact(text.TrimEnd('.'), ["MMMM", "MMM"], _culture, DateTimeStyles.None, out var parsed);
        month = ok ? parsed.Month : 0;
        return ok;
    }

    private string? Parse(string text, out PartialDate date)
    {
        const string Wrong = "It is not a date in one of the formats of the mapping.";
        date = PartialDate.Unknown;
        if (_cells.KindOf(_value) == CellKind.Date)
        {
            // A date cell of a workbook is already ISO text at the displayed precision.
            return PartialDate.TryParse(text.Length > 10 ? text[..10] : text, out date) ? null : Wrong;
        }

        Compare(text);
        var isRead = ByFormats(text, out date, out var reason);
        if (!isRead && DateText.Plain(text, _culture) is var plain && plain != text)
        {
            (isRead, text) = (ByFormats(plain, out date, out reason), plain);
        }

        if (isRead)
        {
            return reason;
        }

        // Workbooks and databases write a day with a time, or a year with a decimal point.
        var iso = Time().IsMatch(text) ? text[..10] : text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
        return (_formats.Length == 0 || iso.Length == 10) && PartialDate.TryParse(iso, out date) ? null : Wrong;
    }

    // True for a text in one of the formats. The reason is set when two formats read it differently.
    private bool ByFormats(string text, out PartialDate date, out string? reason)
    {
        (date, reason) = (PartialDate.Unknown, null);
        var isRead = false;
        foreach (var format in _formats)
        {
            if (!format.TryRead(text, _culture, out var other))
            {
                continue;
            }

            if (isRead && other != date)
            {
                reason = $"It can be {date} or {other}, because the mapping has formats for both.";
                return true;
            }

            (isRead, date) = (true, other);
        }

        return isRead;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[ T]\d\d?:\d\d(:\d\d(\.\d+)?)?( ?(Z|UTC|[+-]\d\d:?\d\d))?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Time();
}
