using System.Text.RegularExpressions;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Numbers;

/// <summary>
/// Reads a number in common notations: thousands separators, parentheses for negative numbers, and texts beside it that the rules allow. No text is
/// dropped silently: a rule accepts it, or the value is refused.
/// </summary>
internal static partial class NumberReader
{
    /// <summary>The number with the currency of the text, or the reason why there is none.</summary>
    /// <param name="unit">The text that a spreadsheet displays beside the number; usually empty.</param>
    public static Reading Read(string text, NumberRules rules, string unit = "")
    {
        text = AsciiDigits.Of(text);
        if (NumberText.Read(text, rules.Mark) is { } one)
        {
            one.Beside(unit);
            return Of(one, rules);
        }

        if (Range().Match(text) is { Success: true } range && NumberText.Read(range.Groups["low"].Value, rules.Mark) is { } low && NumberText.Read(range.Groups["high"].Value, rules.Mark) is { } high)
        {
            low.Adopt(high);
            high.Adopt(low);
            return Between(Of(low, rules), Of(high, rules), rules);
        }

        return Reading.Failed("It is not a number.", "Correct it, set 'decimal_mark', add it to 'missing' if it means no value, or write 'if_invalid: leave_out'.");
    }

    /// <summary>True if the text is one number and nothing else. Suggested mappings use it.</summary>
    public static bool TryRead(string text, string? decimalMark, out decimal number)
    {
        var read = Read(text, new NumberRules { Mark = decimalMark == "," ? ',' : '.', Currency = Currencies.Usd });
        number = read.Number;
        return read.Reason is null;
    }

    private static Reading Of(NumberText text, NumberRules rules)
    {
        if (text.Unknown.Find(word => !rules.Units.Contains(word)) is { } unknown)
        {
            return Reading.Failed($"'{TextRules.Short(unknown, 40)}' beside the number is not known.", $"If it does not change the value, write 'units: [\"{TextRules.Short(unknown, 40)}\"]' beside the value in the mapping. Otherwise correct it.");
        }

        if (text.IsApproximate && !rules.Approximate)
        {
            return Reading.Failed("It is an approximation, not a number.", "Write 'approximate: true' beside the value in the mapping to use the number unchanged, or correct it.");
        }

        if (text.Magnitude is not null && !rules.Magnitudes)
        {
            return Reading.Failed("The number has a magnitude beside it.", "Write 'magnitudes: true' beside the value in the mapping: 2.5 m is then 2,500,000, and 3 lakh 300,000.");
        }

        if (text.IsPercent && rules.Percent is null)
        {
            return Reading.Failed("It is a percentage.", "Write 'percent: number' (75 % is 75) or 'percent: fraction' (0.75) beside the value in the mapping, or correct it.");
        }

        if (text.Currencies is not null && rules.Currency is null)
        {
            return Reading.Failed("The number has a currency beside it.", "This value is not an amount of money: check the column.");
        }

        try
        {
            return new Reading(text.Number * (text.Magnitude ?? 1) / (text.IsPercent && rules.Percent == "fraction" ? 100 : 1), text.Currencies, text.Magnitude is not null, null, "");
        }
        catch (OverflowException)
        {
            return Reading.Failed("It is too large.", "Check the number and its magnitude.");
        }
    }

    private static Reading Between(Reading low, Reading high, NumberRules rules)
    {
        if ((low.Reason ?? high.Reason) is not null)
        {
            return low.Reason is null ? high : low;
        }

        if (rules.Ranges is null)
        {
            return Reading.Failed("It is a range, not a number.", "Write 'ranges: low', 'middle' or 'high' beside the value in the mapping, or correct it.");
        }

        if (low.Number > high.Number || low.Number < 0)
        {
            return Reading.Failed("It is not a range from a lower to a higher number.", "Correct it.");
        }

        return low with { Number = rules.Ranges switch { "low" => low.Number, "high" => high.Number, _ => (low.Number + high.Number) / 2 } };
    }

    [GeneratedRegex(@"^(?:between )?(?<low>\D*\d(?:[\d.,'’ ]*\d)?\D*?)(?: ?[-–—] ?| to | and |\.\.+|…)(?<high>\D*\d(?:[\d.,'’ ]*\d)?\D*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Range();

    /// <summary>A number, or the reason why there is none.</summary>
    internal sealed record Reading(decimal Number, string[]? Currencies, bool IsScaled, string? Reason, string Hint)
    {
        public static Reading Failed(string reason, string hint) => new(0, null, false, reason, hint);
    }
}
