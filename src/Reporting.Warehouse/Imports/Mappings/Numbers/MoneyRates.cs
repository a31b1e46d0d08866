namespace Reporting.Warehouse.Imports.Mappings.Numbers;

/// <summary>What one of a currency is in US dollars, as the mapping says: by a table, a column, or its <c>multiply</c>.</summary>
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
        (_rules, _multiplies) = (NumberRules.Of(keys) with { Magnitudes = false }, keys.Multiply is not null);
        foreach (var (name, rate) in keys.Rates ?? [])
        {
            _rates[Currencies.Find(name)!] = rate;
        }
    }

    /// <summary>By what the number of a row is multiplied.</summary>
    /// <param name="beside">The currencies that the sign beside the number may stand for; null where there is none.</param>
    public decimal Factor(string[]? beside, out string? reason, out string hint)
    {
        (reason, hint) = (null, "");
        var said = _currency?.Read() ?? Currencies.Usd;
        var column = Currencies.Find(said);
        if (column is null && (beside is null || said.Length > 0))
        {
            (reason, hint) = said.Length == 0
                ? ("Nothing says in which currency it is.", "Give 'currency' in the mapping a 'default', or correct the row.")
                : ($"'{TextRules.Short(said)}' is no currency that is known.", "Write its code of ISO 4217, such as EUR; 'currency: {from: …, map: …}' gives the file's names their codes.");
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

            (reason, hint) = ($"Its rate of exchange, '{TextRules.Short(text)}', is none.", $"'rate' is how many US dollars one {currency} is.");
            return 0;
        }

        if (isOfColumn && _multiplies)
        {
            return 1;
        }

        (reason, hint) = ($"It is in {currency}, not in US dollars, and there is no rate for it.", $"Write 'rates: {{{currency}: …}}', what one {currency} is in US dollars, beside the amount in the mapping; or 'rate' with a column.");
        return 0;
    }
}
