using System.Globalization;
using Reporting.Warehouse.Dates;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Combines an engagement's single values over several rows. They must be equal, or the mapping states how to combine them.</summary>
internal sealed class ManyRows
{
    public const string Sum = "sum", First = "first", Last = "last", Min = "min", Max = "max";

    private readonly string?[] _how;

    public ManyRows(MappingKeys.EngagementKeys keys)
    {
        _how = [.. MappedValues.Of(keys).Select(value => value?.Rows)];
        // The name of a type or category follows its code, unless the mapping reads it separately.
        _how[MappedValues.TypeName] ??= keys.TypeName is null ? _how[MappedValues.Type] : null;
        _how[MappedValues.CategoryName] ??= keys.CategoryName is null ? _how[MappedValues.Category] : null;
    }

    /// <summary>The possible ways for a value.</summary>
    public static string[] Ways(int value) => value switch
    {
        MappedValues.Headcount or MappedValues.Amount => [Sum, First, Last, Min, Max],
        MappedValues.Start or MappedValues.End or MappedValues.ReviewedOn => [First, Last, Min, Max],
        _ => [First, Last],
    };

    public static string Hint(int value) =>
        $"Rows of an engagement need equal values or blanks. Otherwise write 'rows: {string.Join("', '", Ways(value))}' beside the value in the mapping, or build the code from more columns.";

    /// <summary>Combines into the kept values. A difference without a rule goes to <paramref name="refuse"/>.</summary>
    public void Combine(string[] kept, string[] more, Action<int, string> refuse)
    {
        for (var i = 0; i < kept.Length; i++)
        {
            if (more[i].Length == 0)
            {
                continue;
            }

            if (_how[i] is { } how)
            {
                kept[i] = kept[i].Length == 0 ? more[i] : Of(i, how, kept[i], more[i]);
            }
            else if (!Same(i, kept[i], more[i]) && !IsName(i, kept, more))
            {
                refuse(i, more[i]);
            }
        }
    }

    // The difference in the code has already been refused.
    private static bool IsName(int value, string[] kept, string[] more) =>
        value is MappedValues.TypeName or MappedValues.CategoryName && kept[value - 1] != more[value - 1];

    private static string Of(int value, string how, string kept, string more) => how switch
    {
        First => kept,
        Last => more,
        Sum => (Number(kept) + Number(more)).ToString(CultureInfo.InvariantCulture),
        _ => (how == Min ? -1 : 1) * Compare(value, more, kept) > 0 ? more : kept,
    };

    // Compares a start by its first day and an end by its last, like the measures first_date and last_date.
    private static int Compare(int value, string one, string other) => value switch
    {
        MappedValues.Start => Day(one, isLast: false).CompareTo(Day(other, isLast: false)),
        MappedValues.End or MappedValues.ReviewedOn => Day(one, isLast: true).CompareTo(Day(other, isLast: true)),
        _ => Number(one).CompareTo(Number(other)),
    };

    private static bool Same(int value, string kept, string more) => value switch
    {
        MappedValues.Headcount or MappedValues.Amount => kept.Length > 0 && Number(kept) == Number(more),
        MappedValues.Type or MappedValues.Category or MappedValues.Start or MappedValues.End => kept == more,
        _ => TextSteps.Key(kept) == TextSteps.Key(more),
    };

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text, bool isLast)
    {
        var date = PartialDate.TryParse(text, out var read) ? read : PartialDate.Unknown;
        return (isLast ? date.Last : date.First) ?? default;
    }
}
