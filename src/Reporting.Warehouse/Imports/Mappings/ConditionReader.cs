using System.Text.RegularExpressions;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Numbers;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Selects rows by the value of one column. Spaces and case do not count.</summary>
internal sealed class ConditionReader
{
    private readonly MappedCells _cells;
    private readonly MappingKeys.ConditionKeys _keys;
    private readonly HashSet<string>? _is;
    private readonly HashSet<string>? _isNot;
    private readonly Regex? _pattern;

    public ConditionReader(MappingKeys.ConditionKeys keys, MappedCells cells)
    {
        (_keys, _cells) = (keys, cells);
        cells.Require(keys.Column);
        _is = keys.Is is null ? null : MappedCells.MissingOf(keys.Is);
        _isNot = keys.IsNot is null ? null : MappedCells.MissingOf(keys.IsNot);
        _pattern = keys.Pattern is null ? null : TextSteps.Compile(keys.Pattern);
    }

    /// <summary>The condition in the words of the mapping.</summary>
    public string Text => string.Join(", ", new[]
    {
        ("is", _keys.Is is null ? null : string.Join(" or ", _keys.Is)), ("is not", _keys.IsNot is null ? null : string.Join(" or ", _keys.IsNot)),
        ("blank", _keys.Blank is { } blank ? blank ? "true" : "false" : null), ("pattern", _keys.Pattern), ("at least", _keys.AtLeast), ("at most", _keys.AtMost),
    }.Where(key => key.Item2 is not null).Select(key => $"'{_keys.Column}' {key.Item1} {TextRules.Short(key.Item2!, 60)}"));

    public bool Holds()
    {
        var text = _cells.Value(_keys.Column);
        var value = TextSteps.Key(text);
        return _is?.Contains(value) != false && _isNot?.Contains(value) != true && (_keys.Blank is not { } blank || blank == (value.Length == 0))
            && _pattern?.IsMatch(text) != false && IsWithin(text, _keys.AtLeast, sign: 1) && IsWithin(text, _keys.AtMost, sign: -1);
    }

    /// <summary>True for a valid bound of a condition: a number, or a date such as 2020, 2020-05 or 2020-05-31.</summary>
    public static bool IsBound(string bound) => Number(bound) is not null || (PartialDate.TryParse(bound, out var date) && !date.IsUnknown);

    // A missing value does not match. A value that cannot be compared is refused, because the condition cannot decide about its row.
    private bool IsWithin(string text, string? bound, int sign)
    {
        if (bound is null || text.Length == 0)
        {
            return bound is null;
        }

        if (Compare(text, bound) is { } order)
        {
            return order * sign >= 0;
        }

        _cells.Problems.Add(new Unread(_keys.Column, text, "The condition needs a number or a date.", "Conditions compare numbers and dates such as 2020-05-31. Correct the value, or use 'is' or 'pattern'."));
        return true;
    }

    private static int? Compare(string text, string bound)
    {
        if (Number(bound) is { } other && bound.Length != 4)
        {
            return Number(text)?.CompareTo(other);
        }

        // A year is both a number and a date. The value decides how it is compared.
        var isDate = PartialDate.TryParse(text.Length > 10 ? text[..10] : text, out var date) && PartialDate.TryParse(bound, out var limit) && !date.IsUnknown && !limit.IsUnknown;
        return Number(text) is { } number && Number(bound) is { } year ? number.CompareTo(year)
            : isDate && PartialDate.TryParse(bound, out var day) ? Days(date, day) : null;
    }

    // 2020-05 is within 2020, neither before nor after it.
    private static int Days(PartialDate date, PartialDate bound) => date.Last < bound.First ? -1 : date.First > bound.Last ? 1 : 0;

    private static decimal? Number(string text) => NumberReader.Read(text, NumberRules.Plain) is { Reason: null } read ? read.Number : null;
}
