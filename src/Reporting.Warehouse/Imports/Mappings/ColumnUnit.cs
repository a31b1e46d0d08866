using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Numbers;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Detects units in column names: "Amount (EUR million)" is neither in dollars nor in ones.</summary>
internal static class ColumnUnit
{
    private static readonly HashSet<string> Codes = new(["eur", "gbp", "cad", "aud", "jpy", "inr", "chf", "cny", "nok", "sek", "dkk", "ils", "nzd", "zar", "brl", "rub", "krw", "npr"], StringComparer.Ordinal);

    private static readonly HashSet<string> Magnitude = new(
        ["thousand", "thousands", "million", "millions", "mn", "mln", "mio", "billion", "billions", "bn", "lakh", "lakhs", "crore", "crores", "000s", "usdm", "eurm", "gbpm", "musd", "meur"], StringComparer.Ordinal);

    /// <summary>The unit in a column's name: a currency other than the US dollar, and a magnitude with its factor.</summary>
    public static (string? Currency, bool IsDollars, string? Magnitude, decimal Factor) Of(string column)
    {
        var words = column.Split([' ', '_', '-', '.', ',', '(', ')', '[', ']', '/', ':', ';', '\'', '"'], StringSplitOptions.RemoveEmptyEntries);
        var isDollars = words.Any(word => word.Contains("usd", StringComparison.OrdinalIgnoreCase) || word.Contains('$')) || column.Contains("dollar", StringComparison.OrdinalIgnoreCase);
        var currency = words.Select(word => Sign(word) ?? (Codes.Contains(word.ToLowerInvariant()) ? Currencies.Find(word.ToUpperInvariant()) : word.ToLowerInvariant() is "euro" or "euros" ? "EUR" : null))
            .FirstOrDefault(code => code is not null and not Currencies.Usd);
        var magnitude = words.Where((word, i) => IsMagnitude(word.ToLowerInvariant(), i > 0 ? words[i - 1] : "")).FirstOrDefault();
        return (isDollars ? null : currency, isDollars, magnitude, magnitude is null ? 1 : Factor(magnitude.ToLowerInvariant()));
    }

    /// <summary>Refuses a column with a currency or magnitude in its name when the mapping does not state it.</summary>
    public static void Check(string column, MappingKeys.ValueKeys keys, bool isMoney)
    {
        var (currency, _, magnitude, factor) = Of(column);
        if (isMoney && currency is not null && keys.Currency is null && keys.Rates is null)
        {
            throw new ImportFileException(
                ErrorCodes.DoubtfulUnit, $"The name of the column '{TextRules.Short(column)}' contains {currency}, but the mapping reads its numbers as US dollars.",
                $"Write 'currency: {currency}' and 'rates: {{{currency}: …}}' beside the amount in the mapping, or 'currency: USD' if they are US dollars.");
        }

        if (magnitude is not null && keys.Multiply is null && keys.Magnitudes is null)
        {
            throw new ImportFileException(
                ErrorCodes.DoubtfulUnit, $"The name of the column '{TextRules.Short(column)}' contains '{magnitude}', but the mapping reads its numbers unscaled.",
                $"For example, write 'multiply: {factor:0}' beside the value in the mapping, or 'multiply: 1' if no scaling is needed.");
        }
    }

    private static decimal Factor(string word) => word == "000s" ? 1000 : Magnitudes.Of(word.TrimStart('u', 's', '$', '€', '£', '¥')) ?? Magnitudes.Of(word) ?? 1_000_000;

    // "USD m" and "€m" are millions. A lone m is ambiguous.
    private static bool IsMagnitude(string word, string before) => Magnitude.Contains(word)
        || (word is "m" or "k" && (Sign(before) is not null || Currencies.Find(before) is not null))
        || (Sign(word) is not null || word.Contains('$') ? word.TrimStart('u', 's', '$', '€', '£', '¥') is "m" or "mn" or "bn" or "k" : false);

    private static string? Sign(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(word[i]) && word[i] != '$' && Currencies.Sign(word.AsSpan(i), out _, out var codes))
            {
                return codes.Contains(Currencies.Usd, StringComparer.Ordinal) ? Currencies.Usd : codes[0];
            }
        }

        return null;
    }
}
