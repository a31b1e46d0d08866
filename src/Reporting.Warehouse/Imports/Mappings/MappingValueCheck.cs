using System.Globalization;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Imports.Countries;
using Reporting.Warehouse.Imports.Numbers;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Refuses a value of a mapping that cannot be read from any file: its template, pattern, formats, currency and choices.</summary>
internal sealed class MappingValueCheck(DefinitionText text, string? folder)
{
    public void Check(params ReadOnlySpan<MappingKeys.ValueKeys?> values)
    {
        foreach (var value in values)
        {
            if (value is null)
            {
                continue;
            }

            value.Map = value.Lookup is null ? value.Map : LookupTable.Read(folder, value.Lookup, value.Map, text);
            Choice(value.Case, "case", "lower", "upper", "title", "sentence");
            Choice(value.IfInvalid, "if_invalid", "refuse", "leave_out");
            Choice(value.DecimalMark, "decimal_mark", ".", ",");
            Pattern(value.Pattern);
            Replaced(value.Replace);
            foreach (var template in new[] { value.From, value.Year, value.Month, value.Day })
            {
                Templates(template);
            }

            Formats(value);
            Choice(value.CountryCodes, "country_codes", CodeScheme.Names);
            Choice(value.Ranges, "ranges", "low", "middle", "high");
            Choice(value.Percent, "percent", "number", "fraction");
            Money(value);
            Check(value.Currency, value.Rate);
            Check([.. value.FirstOf ?? []]);
        }
    }

    private void Formats(MappingKeys.ValueKeys value)
    {
        CultureInfo culture;
        try
        {
            culture = CultureInfo.GetCultureInfo(value.Language ?? "en");
        }
        catch (CultureNotFoundException)
        {
            throw text.At(value.Language!, $"There is no language '{value.Language}'.", "Write a language such as en, fr or es.");
        }

        foreach (var format in value.Formats ?? [])
        {
            if (DateFormat.Parse(format, culture, out var problem, out var hint) is null)
            {
                throw text.At(format, problem, hint);
            }
        }
    }

    private void Money(MappingKeys.ValueKeys value)
    {
        foreach (var (currency, rate) in value.Rates ?? [])
        {
            if (Currencies.Find(currency) is null || rate <= 0)
            {
                throw text.At(currency, $"'{currency}: {rate}' is not an exchange rate.", "Write the value of one unit in US dollars: 'rates: {EUR: 1.08, CAD: 0.74}'.");
            }
        }

        if (value.Currency is { Map: null, FirstOf: null, Columns: null, From: { } constant } && !constant.Contains('{'))
        {
            var code = Currencies.Find(constant) ?? throw text.At(constant, $"'{constant}' is not a known currency.", "Write its code of ISO 4217, such as EUR.");
            if (code != Currencies.Usd && value.Rate is null && value.Multiply is null && value.Rates?.Keys.Any(c => Currencies.Find(c) == code) != true)
            {
                throw text.At(constant, $"The amount is in {code}, but the mapping has no rate for it.", $"Write 'rates: {{{code}: …}}' beside it, the value of one {code} in US dollars. Or write 'rate' with a column.");
            }
        }

        if (value.Rate is not null && value.Currency is null)
        {
            throw text.At("rate", "'rate' needs 'currency'.", "Write the currency of the amount: 'currency: EUR', or a column.");
        }
    }

    public void Templates(string? template)
    {
        if (template is not null && Template.Error(template) is { } error)
        {
            throw text.At(template, error, "Write {column} for a value, [ … ] around an optional part, and {{ for a brace.");
        }
    }

    public void Replaced(Dictionary<string, string>? replace)
    {
        if (replace?.ContainsKey("") == true)
        {
            throw text.At("replace", "'replace' has an entry with an empty text.", "Write the text to replace, such as replace: {\"–\": \"-\"}.");
        }
    }

    public void Pattern(string? pattern)
    {
        try
        {
            _ = pattern is null ? null : TextSteps.Compile(pattern);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw text.At(pattern!, $"'{pattern}' is not a valid pattern.", "Write a .NET regular expression without look-around and back references.");
        }
    }

    public void Choice(string? value, string key, params string[] values)
    {
        if (value is not null && !values.Contains(value, StringComparer.Ordinal))
        {
            throw text.At(value, $"'{value}' is not a value of '{key}'.", $"Known values: {string.Join(", ", values)}.");
        }
    }
}
