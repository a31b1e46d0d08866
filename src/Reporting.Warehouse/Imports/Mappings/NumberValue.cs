using System.Collections.Frozen;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Numbers;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Reads a number of a row by a rule of the mapping. Amounts become US dollars.</summary>
internal sealed class NumberValue
{
    private readonly ValueReader _value;
    private readonly NumberValue[] _firstOf;
    private readonly MappedCells _cells;
    private readonly NumberRules _rules;
    private readonly MoneyRates? _rates;
    private readonly RepeatedNumbers _repeated = new();
    private readonly ThreeDecimals _decimals = new();
    private bool _isFilled;

    public NumberValue(MappingKeys.ValueKeys keys, MappedCells cells, bool isMoney)
    {
        (_value, _cells) = (new ValueReader(keys, cells), cells);
        _firstOf = [.. (keys.FirstOf ?? []).Select(first => new NumberValue(first, cells, isMoney))];
        if (keys.FirstOf is null && Column.Length > 0)
        {
            ColumnUnit.Check(Column, keys, isMoney);
        }

        _rates = isMoney ? new MoneyRates(keys, cells) : null;
        _rules = RulesOf(keys) with { Currency = isMoney ? Currencies.Usd : null };
    }

    public string Column => _value.Column;

    /// <summary>A warning at the end of the file: the values would be a thousand times as large with another decimal mark. Null without doubt.</summary>
    public string? Doubt => _decimals.Doubt(Column, _rules.Mark, $"write decimal_mark: \"{(_rules.Mark == '.' ? ',' : '.')}\"") ?? Array.Find(_firstOf, first => first.Doubt is not null)?.Doubt;

    /// <summary>A warning at the end of the file about numbers that count several times. Null without them.</summary>
    public string? Repeated => _repeated.Doubt(Column);

    /// <summary>Counts the last number read, if it stands in a row above and counts again in this one.</summary>
    /// <param name="isNew">False for a further row of an engagement.</param>
    public void CountRepeated(bool isNew) => _repeated.Add(_isFilled && (isNew || _value.Keys.Rows == ManyRows.Sum));

    /// <summary>Null, without a problem, for a missing value.</summary>
    public decimal? Read(Action<string> warn, out Unread? problem)
    {
        (problem, _isFilled) = (null, false);
        foreach (var first in _firstOf)
        {
            var number = first.Read(warn, out problem);
            if (number is not null || problem is not null)
            {
                _isFilled = first._isFilled;
                return number;
            }
        }

        var text = _firstOf.Length > 0 ? "" : _value.Read();
        if (text.Length == 0 || MappedCells.IsError(text))
        {
            return null;
        }

        var result = Convert(text, out var reason, out var hint);
        if (reason is null)
        {
            _isFilled = _cells.IsFilled(_value);
            return result;
        }

        if (_value.Keys.IfInvalid == "leave_out")
        {
            warn($"'{TextRules.Short(text)}' was left out of '{TextRules.Short(Column)}': {char.ToLowerInvariant(reason[0])}{reason[1..]}");
            return null;
        }

        problem = new Unread(Column, text, reason, hint);
        return null;
    }

    private decimal Convert(string text, out string? reason, out string hint)
    {
        // A number cell of a workbook does not depend on the decimal mark of texts.
        var isCell = _cells.KindOf(_value) == CellKind.Number;
        var read = NumberReader.Read(text, isCell ? _rules with { Mark = '.' } : _rules, isCell ? _cells.UnitOf(_value) : "");
        (reason, hint) = (read.Reason, read.Hint);
        var factor = _value.Keys.Multiply ?? 1;
        if (reason is null && read.IsScaled && factor != 1)
        {
            (reason, hint) = ("It has its own magnitude, and the mapping also multiplies it.", "Remove the magnitude, or 'multiply'.");
        }

        if (reason is null && _rates is not null)
        {
            factor *= _rates.Factor(read.Currencies, out reason, out hint);
        }

        if (reason is not null)
        {
            return 0;
        }

        if (!isCell)
        {
            _decimals.Add(text, _rules.Mark);
        }

        try
        {
            return read.Number * factor;
        }
        catch (OverflowException)
        {
            (reason, hint) = ("It is too large.", "Check the number, and 'multiply' in the mapping.");
            return 0;
        }
    }

    /// <summary>The rules that the keys of a mapping define.</summary>
    public static NumberRules RulesOf(MappingKeys.ValueKeys keys) => new()
    {
        Mark = keys.DecimalMark == "," ? ',' : '.', Magnitudes = keys.Magnitudes == true, Approximate = keys.Approximate == true, Ranges = keys.Ranges, Percent = keys.Percent,
        Units = (keys.Units ?? []).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
    };
}
