using Dapper;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Members;

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
