using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.Countries;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Members;

/// <summary>The countries of the warehouse. Imports do not add any.</summary>
internal sealed class CountryCodes
{
    private readonly Dictionary<string, string> _codes;
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _namesOf = new(StringComparer.Ordinal);

    private readonly Dictionary<string, (int First, int Last)> _years = new(StringComparer.Ordinal);

    private CountryCodes(IEnumerable<(string Code, string Name, int? First, int? Last)> countries)
    {
        _codes = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (code, name, first, last) in countries)
        {
            _codes[code] = code;
            _names[name] = code;
            _namesOf[code] = name;
            if (first is { } from && last is { } to)
            {
                _years[code] = (from, to);
            }
        }
    }

    /// <summary>The program's own list, for use without a warehouse.</summary>
    public static readonly CountryCodes OfProgram = new(
        CountryNameList.Firsts.Select(country => (country.Code, country.Name, (int?)null, (int?)null)));

    public static async Task<CountryCodes> LoadAsync(ImportSession session) =>
        new(await session.Connection.QueryAsync<(string, string, int?, int?)>("SELECT CountryCode, Name, FirstYear, LastYear FROM DimCountry", transaction: session.Transaction));

    /// <summary>Codes by country name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Names => _names;

    public string NameOf(string code) => _namesOf[code];

    /// <summary>The years of a former state; null for a country of today.</summary>
    public (int First, int Last)? YearsOf(string code) => _years.TryGetValue(code, out var years) ? years : null;

    /// <summary>The code in the warehouse's spelling, or null.</summary>
    public string? Find(string text) => _codes.GetValueOrDefault(text);

    public string Hint(string text) => NearestName.Of(text, _names.Keys) is { } name && text.Length > 2
        ? $"Write the ISO 3166 code: '{_names[name]}' for {name}."
        : "Write a two-letter ISO 3166 code such as IN, GB or US, or 'unknown'.";
}

/// <summary>ISO 3166-1 countries and former states with their years, by code. Every warehouse has them, so they are visible to all callers.</summary>
public sealed class CountryList(WarehouseConnections connections)
{
    public async Task<IReadOnlyList<(string Code, string Name)>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Code, string Name, int? First, int? Last)>(new CommandDefinition(
            "/* reporting countries */ SELECT CountryCode, Name, FirstYear, LastYear FROM DimCountry ORDER BY CountryCode", cancellationToken: cancellationToken));
        return [.. rows.Select(c => (c.Code, c.Last is null ? c.Name : $"{c.Name} ({c.First}–{c.Last})"))];
    }
}
