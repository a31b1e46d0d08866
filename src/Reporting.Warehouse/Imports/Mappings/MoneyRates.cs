using Reporting.Warehouse.Imports.Numbers;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Exchange rates to US dollars from the mapping: a table, a column, or <c>multiply</c>.</summary>
internal sealed class MoneyRates
{
    private readonly ValueReader? _currency;
    private readonly ValueReader? _rate;
    private readonly NumberRules _rules;
    private readonly bool _multiplies;
    private readonly Dictionary<string, decimal> _rates = new(StringComparer.Ordinal);

    public MoneyRates(MappingKeys.ValueKeys keys, MappedCells cells)
    {
        (_currency, _rate) = (ValueReader.Of(keys.Currency, cells), ValueReader.Of(keys.Rate, cells));
        (_rules, _multiplies) = (NumberValue.RulesOf(keys) with { Magnitudes = false }, keys.Multiply is not null);
        foreach (var (name, rate) in keys.Rates ?? [])
        {
            _rates[Currencies.Find(name)!] = rate;
        }
    }

    /// <summary>The factor for the amount of a row.</summary>
    /// <param name="beside">The possible currencies of the sign beside the number; null without a sign.</param>
    public decimal Factor(string[]? beside, out string? reason, out string hint)
    {
        (reason, hint) = (null, "");
        var stated = _currency?.Read() ?? Currencies.Usd;
        var column = Currencies.Find(stated);
        if (column is null && (beside is null || stated.Length > 0))
        {
            (reason, hint) = stated.Length == 0
                ? ("The amount has no currency.", "Give 'currency' in the mapping a 'default', or correct the row.")
                : ($"'{TextRules.Short(stated)}' is not a known currency.", "Write its code of ISO 4217, such as EUR; 'currency: {from: …, map: …}' gives the file's names their codes.");
            return 0;
        }

        var currency = beside is null || beside.Contains(column, StringComparer.Ordinal) ? column : beside is [var only] ? only : One(beside);
        if (currency is null || (currency != column && currency != Currencies.Usd && !_rates.ContainsKey(currency)) || (currency == Currencies.Usd && column != currency && _multiplies))
        {
            (reason, hint) = ($"It is in {string.Join(" or ", beside!.Take(3))}, and the column is in {column ?? "no currency that is stated"}.", "Write 'currency' and 'rate' or 'rates' into the mapping (rates: {EUR: 1.08}), or correct the value.");
            return 0;
        }

        return currency == Currencies.Usd ? 1 : Rate(currency, isOfColumn: currency == column, ref reason, ref hint);
    }

    private string? One(string[] beside) => beside.Where(_rates.ContainsKey).ToArray() is [var only] ? only : null;

    private decimal Rate(string currency, bool isOfColumn, ref string? reason, ref string hint)
    {
        if (_rates.TryGetValue(currency, out var rate))
        {
            return rate;
        }

        if (isOfColumn && _rate is not null)
        {
            var text = _rate.Read();
            if (NumberReader.Read(text, _rules) is { Reason: null, Number: > 0 } read)
            {
                return read.Number;
            }

            (reason, hint) = ($"Its rate of exchange, '{TextRules.Short(text)}', is not a number.", $"'rate' is the value of one {currency} in US dollars.");
            return 0;
        }

        if (isOfColumn && _multiplies)
        {
            return 1;
        }

        (reason, hint) = ($"It is in {currency}, not in US dollars, and the mapping has no rate for it.", $"Write 'rates: {{{currency}: …}}' beside the amount in the mapping: the value of one {currency} in US dollars. Or write 'rate' with a column.");
        return 0;
    }
}
