using System.Collections.Concurrent;
using Dapper;
using Reporting.Engine.Model;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;

namespace Reporting.Engine.Members;

/// <summary>
/// Keeps the codes of members in memory, as of the current data version, so that a misspelt member is refused
/// before its question reaches the database. A dimension is read when a filter first names it.
/// </summary>
public sealed class MemberKeysReader(WarehouseConnections connections)
{
    private Kept current = new(-1);

    public async Task<MemberKeys> ReadAsync(DataVersion version, IEnumerable<StarAttribute> attributes, CancellationToken cancellationToken)
    {
        var kept = current;
        if (kept.Version != version.Version)
        {
            current = kept = new Kept(version.Version);
        }

        foreach (var attribute in attributes.Where(a => a.Time is null && !kept.ByAttribute.ContainsKey(a.Id)))
        {
            await using var connection = await connections.OpenReadAsync(cancellationToken);
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(Sql(attribute), cancellationToken: cancellationToken));
            kept.ByAttribute[attribute.Id] = rows.ToDictionary(r => r.Code, r => r.KeyNo is { } key ? (object)key : r.Code);
        }

        return new MemberKeys(kept.ByAttribute);
    }

    private static string Sql(StarAttribute attribute) => attribute switch
    {
        { Table: null } => $"SELECT DISTINCT {attribute.Column} AS Code FROM {Links(attribute.On)}",
        { NameTable: { } names } => $"SELECT {names.CodeColumn} AS Code FROM {names.Name}",
        { IsGroup: true, Table: { } table } => $"SELECT DISTINCT {table.CodeColumn} AS Code FROM {table.Name}",
        { Table: { } table } when table.KeyColumn == table.CodeColumn => $"SELECT {table.CodeColumn} AS Code FROM {table.Name}",
        { Table: { } table } => $"SELECT {table.CodeColumn} AS Code, {table.KeyColumn} AS KeyNo FROM {table.Name}",
    };

    private static string Links(LinkSet set) => set == LinkSet.Participation ? "BridgeEngagementParticipant" : "FactEngagement";

    private sealed record Kept(long Version)
    {
        public ConcurrentDictionary<string, IReadOnlyDictionary<string, object>> ByAttribute { get; } = new();
    }

    private sealed class Row
    {
        public required string Code { get; init; }

        public int? KeyNo { get; init; }
    }
}
