using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Reporting.Engine.Model;
using Reporting.Warehouse.Imports;

namespace Reporting.Engine.Members;

/// <summary>
/// Keeps the codes of members in memory, as of the current data version, so that a misspelt member is refused
/// before its question reaches the database. A dimension is read when a filter first names it.
/// </summary>
public sealed class MemberKeysReader
{
    private Kept current = new(-1);

    /// <param name="connection">That from which the version was read: another may lead to a replica that knows less.</param>
    public async Task<MemberKeys> ReadAsync(DataVersion version, IEnumerable<StarAttribute> attributes, DbConnection connection, CancellationToken cancellationToken)
    {
        var kept = current;
        if (kept.Version != version.Version)
        {
            current = kept = new Kept(version.Version);
        }

        foreach (var attribute in attributes.Where(a => a.Time is null && !kept.ByAttribute.ContainsKey(a.Id)))
        {
            var rows = await connection.QueryAsync<Row>(new CommandDefinition("/* reporting member codes */ " + Sql(attribute), cancellationToken: cancellationToken));
            kept.ByAttribute[attribute.Id] = rows.ToDictionary(r => r.Code, r => new KnownMember(r.KeyNo is { } key ? key : r.Code, r.Name));
        }

        return new MemberKeys(kept.ByAttribute);
    }

    private static string Sql(StarAttribute attribute) => attribute switch
    {
        { Table: null } => $"SELECT DISTINCT {attribute.Column} AS Code FROM {Links(attribute.On)}",
        { NameTable: { } names } => $"SELECT {names.CodeColumn} AS Code, {names.NameColumn} AS Name FROM {names.Name}",
        { IsGroup: true, Table: { } group } when group.CodeColumn == group.NameColumn => $"SELECT DISTINCT {group.CodeColumn} AS Code FROM {group.Name}",
        { IsGroup: true, Table: { } group } => $"SELECT {group.CodeColumn} AS Code, MIN({group.NameColumn}) AS Name FROM {group.Name} GROUP BY {group.CodeColumn}",
        { Table: { } table } when table.KeyColumn == table.CodeColumn => $"SELECT {table.CodeColumn} AS Code, {table.NameColumn} AS Name FROM {table.Name}",
        { Table: { } table } => $"SELECT {table.CodeColumn} AS Code, {table.KeyColumn} AS KeyNo, {table.NameColumn} AS Name FROM {table.Name}",
    };

    private static string Links(LinkSet set) => set == LinkSet.Participation ? "BridgeEngagementParticipant" : "FactEngagement";

    private sealed record Kept(long Version)
    {
        public ConcurrentDictionary<string, IReadOnlyDictionary<string, KnownMember>> ByAttribute { get; } = new();
    }

    private sealed class Row
    {
        public required string Code { get; init; }

        public int? KeyNo { get; init; }

        public string? Name { get; init; }
    }
}
