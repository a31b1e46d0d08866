using Dapper;
using Reporting.Engine.Model;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;

namespace Reporting.Engine.Members;

/// <summary>
/// Keeps the codes of all members in memory, as of the current data version, so that a misspelt member is refused
/// before a question reaches the database.
/// </summary>
public sealed class MemberKeysReader(WarehouseConnections connections)
{
    private MemberKeys? current;

    public async Task<MemberKeys> ReadAsync(DataVersion version, CancellationToken cancellationToken)
    {
        if (current is { } kept && kept.DataVersion == version.Version)
        {
            return kept;
        }

        await using var connection = await connections.OpenReadAsync(cancellationToken);
        var byAttribute = new Dictionary<string, IReadOnlyDictionary<string, object>>();
        foreach (var attribute in StarSchema.Attributes.Values.Where(a => a.Time is null))
        {
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(Sql(attribute), cancellationToken: cancellationToken));
            byAttribute[attribute.Id] = rows.ToDictionary(r => r.Code, r => (object?)r.Key ?? r.Code);
        }

        return current = new MemberKeys(version.Version, byAttribute);
    }

    private static string Sql(StarAttribute attribute) => attribute switch
    {
        { Table: null } => $"SELECT DISTINCT {attribute.Column} AS Code, CAST(NULL AS int) AS \"Key\" FROM {Links(attribute.On)}",
        { NameTable: { } names } => $"SELECT {names.CodeColumn} AS Code, CAST(NULL AS int) AS \"Key\" FROM {names.Name}",
        { IsGroup: true, Table: { } table } => $"SELECT DISTINCT {table.CodeColumn} AS Code, CAST(NULL AS int) AS \"Key\" FROM {table.Name}",
        { Table: { } table } when table.KeyColumn == table.CodeColumn => $"SELECT {table.CodeColumn} AS Code, CAST(NULL AS int) AS \"Key\" FROM {table.Name}",
        { Table: { } table } => $"SELECT {table.CodeColumn} AS Code, {table.KeyColumn} AS \"Key\" FROM {table.Name}",
    };

    private static string Links(LinkSet set) => set == LinkSet.Participation ? "BridgeEngagementParticipant" : "FactEngagement";

    private sealed record Row(string Code, long? Key);
}
