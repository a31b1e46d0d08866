using Dapper;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Members;

/// <summary>The countries of ISO 3166-1, which every warehouse knows, by code: no data of anybody.</summary>
public sealed class CountryList(WarehouseConnections connections)
{
    public async Task<IReadOnlyList<(string Code, string Name)>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenReadAsync(cancellationToken);
        return [.. await connection.QueryAsync<(string, string)>(new CommandDefinition(
            "/* reporting countries */ SELECT CountryCode, Name FROM DimCountry ORDER BY CountryCode", cancellationToken: cancellationToken))];
    }
}
