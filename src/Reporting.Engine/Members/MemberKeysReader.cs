using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Members;

/// <summary>
/// Caches the codes of members for the current data version, so that a misspelt member is refused before its query runs. A dimension is read
/// when a filter first names it; of participants and sources, of which there are many, only the named ones, unless one is misspelt. Under row rules
/// the members are those of the visible engagements, and those that exist without engagements (countries, "not stated").
/// </summary>
public sealed class MemberKeysReader(SqlDialect dialect) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1);

    // One for today's data and one for each edition that was asked lately.
    private readonly VersionCache<CachedKeys> _kept = new();

    // Scopes of an edition change with today's data.
    private const int MaxLists = 2_000;
    private const int MaxKeptNames = 20_000;

    // Queries with more codes in a filter are refused.
    private const int MaxNamed = 1_000;

    /// <summary>Returns at least the named members, as far as they exist; and all members of an attribute if one is missing that must exist, for the hint.</summary>
    public async Task<MemberKeys> ReadAsync(
        DataVersion version, IEnumerable<NamedMembers> named, PlannedScope scope, DbConnection connection, CancellationToken cancellationToken)
    {
        var kept = _kept.Of(version, () => new CachedKeys());
        var members = new Dictionary<string, IReadOnlyDictionary<string, KnownMember>>();
        var others = new List<StarAttribute>();
        foreach (var group in named.GroupBy(n => n.Attribute))
        {
            if (await FindAsync(kept, group.Key, [.. group], scope, connection, cancellationToken) is { } found)
            {
                members[group.Key.Id] = found;
            }
            else
            {
                others.Add(group.Key);
            }
        }

        foreach (var (attribute, all) in (await ReadAsync(version, others, scope, connection, cancellationToken)).ByAttribute)
        {
            members[attribute] = all;
        }

        return new MemberKeys(members);
    }

    /// <summary>Returns all members of the attributes.</summary>
    /// <param name="connection">A connection to the server from which the version was read, since a replica may lag.</param>
    public async Task<MemberKeys> ReadAsync(
        DataVersion version, IEnumerable<StarAttribute> attributes, PlannedScope scope, DbConnection connection, CancellationToken cancellationToken)
    {
        var kept = _kept.Of(version, () => new CachedKeys());
        var members = new Dictionary<string, IReadOnlyDictionary<string, KnownMember>>();
        foreach (var attribute in attributes.Where(a => a.Time is null))
        {
            if (attribute.Fixed is { } fixedMembers)
            {
                members[attribute.Id] = fixedMembers.Positions.ToDictionary(p => p.Key, p => new KnownMember(p.Value, null));
                continue;
            }

            members[attribute.Id] = await ReadAsync(kept, attribute, scope, connection, cancellationToken);
        }

        return new MemberKeys(members);
    }

    /// <summary>
    /// The members that rules name, also those without an engagement today: a state that is not in the star may have them, and a rule must not lose them.
    /// </summary>
    public static async Task<MemberKeys> OfRulesAsync(IEnumerable<(StarAttribute Attribute, IReadOnlyList<string> Values)> rules, DbConnection connection, CancellationToken cancellationToken)
    {
        var members = new Dictionary<string, IReadOnlyDictionary<string, KnownMember>>();
        foreach (var group in rules.Where(r => r.Attribute.Time is null).GroupBy(r => r.Attribute, r => r.Values))
        {
            var (attribute, codes) = (group.Key, group.SelectMany(v => v).Distinct(StringComparer.Ordinal).ToList());
            members[attribute.Id] = attribute switch
            {
                { Fixed: { } fixedMembers } => fixedMembers.Positions.ToDictionary(p => p.Key, p => new KnownMember(p.Value, null)),
                { Table: { } table, IsGroup: false, IsCountryPair: false } when table.KeyColumn != table.CodeColumn => (await KeysAsync(table, codes)).ToDictionary(r => r.Code, r => new KnownMember(r.KeyNo!.Value, null)),
                _ => codes.ToDictionary(code => code, code => new KnownMember(code, null)),
            };
        }

        return new MemberKeys(members);

        async Task<List<Row>> KeysAsync(StarTable table, List<string> codes)
        {
            var rows = new List<Row>();
            foreach (var some in codes.Chunk(QueryFilter.LongList))
            {
                var text = $"/* reporting member codes */ SELECT t.{table.CodeColumn} AS Code, t.{table.KeyColumn} AS KeyNo FROM {table.Name} t WHERE t.{table.CodeColumn} IN @some";
                rows.AddRange(await connection.QueryAsync<Row>(new CommandDefinition(text, new { some }, cancellationToken: cancellationToken)));
            }

            return rows;
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task<IReadOnlyDictionary<string, KnownMember>> ReadAsync(CachedKeys kept, StarAttribute attribute, PlannedScope scope, DbConnection connection, CancellationToken cancellationToken)
    {
        var key = Key(attribute, scope);
        if (kept.Members.TryGetValue(key, out var known))
        {
            return known;
        }

        // Queries that begin together read it once.
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (kept.Members.TryGetValue(key, out known))
            {
                return known;
            }

            var (text, parameters) = Sql(attribute, scope);
            var rows = await connection.QueryAsync<Row>(new CommandDefinition("/* reporting member codes */ " + text, parameters, cancellationToken: cancellationToken));
            if (kept.Members.Count > MaxLists)
            {
                kept.Members.Clear();
            }

            return kept.Members[key] = attribute.IsCountryPair
                ? Pairs([.. rows.Select(r => r.Code)])
                : rows.ToDictionary(r => r.Code, r => r.Member);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The named members of an attribute with many. Null for another attribute, if all of them are known anyway, or if one is missing that must exist.</summary>
    private async Task<Dictionary<string, KnownMember>?> FindAsync(
        CachedKeys kept, StarAttribute attribute, IReadOnlyList<NamedMembers> named, PlannedScope scope, DbConnection connection, CancellationToken cancellationToken)
    {
        var key = Key(attribute, scope);
        if (attribute is not { On: BridgeKind.Participation or BridgeKind.Source, IsGroup: false, IsCountryPair: false, Table: { } table } || table.KeyColumn == table.CodeColumn || kept.Members.ContainsKey(key))
        {
            return null;
        }

        var codes = named.SelectMany(n => n.Codes).Distinct(StringComparer.Ordinal).ToList();
        if (codes.Count > MaxNamed)
        {
            return null;
        }

        var (found, unread) = (new Dictionary<string, KnownMember>(), new List<string>());
        foreach (var code in codes)
        {
            if (!kept.Named.TryGetValue((key.Scope, key.Of, code), out var member))
            {
                unread.Add(code);
            }
            else if (member is { } known)
            {
                found[code] = known;
            }
        }

        if (kept.Named.Count > MaxKeptNames)
        {
            kept.Named.Clear();
        }

        foreach (var some in unread.Chunk(QueryFilter.LongList))
        {
            var (text, parameters) = Sql(attribute, scope);
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                $"/* reporting named members */ SELECT m.* FROM ({text}) m WHERE m.Code IN @some", new Dictionary<string, object>(parameters) { ["some"] = some }, cancellationToken: cancellationToken));
            foreach (var row in rows)
            {
                found[row.Code] = row.Member;
            }

            foreach (var code in some)
            {
                kept.Named[(key.Scope, key.Of, code)] = found.TryGetValue(code, out var member) ? member : null;
            }
        }

        return named.All(n => n.MayBeAbsent || n.Codes.All(found.ContainsKey)) ? found : null;
    }

    // Participants, organisations and those of partners are rows of one table, so they are kept once.
    private static (string Scope, string Of) Key(StarAttribute attribute, PlannedScope scope) => (
        scope.IsEverything || attribute.IsCountryPair ? string.Empty : scope.Key,
        attribute is { Table: { } table, IsGroup: false, NameTable: null } ? table.Name : attribute.Id);

    private (string Text, IReadOnlyDictionary<string, object> Parameters) Sql(StarAttribute attribute, PlannedScope scope)
    {
        var seen = new VisibleRows(scope, dialect);
        var text = attribute switch
        {
            { IsCountryPair: true } => "SELECT CountryCode AS Code FROM DimCountry WHERE CountryCode <> 'unknown'",
            { Table: null } => $"SELECT DISTINCT {RowSource.Alias(attribute.On)}.{attribute.Column} AS Code FROM {seen.Rows(attribute)}",
            { NameTable: { } names } => $"SELECT {names.CodeColumn} AS Code, {names.NameColumn} AS Name FROM {names.Name}",
            { Table: { } table } when table.KeyColumn == table.CodeColumn => $"SELECT {table.CodeColumn} AS Code, {table.NameColumn} AS Name FROM {table.Name}",
            { IsGroup: true, Table: { } group } when group.CodeColumn == group.NameColumn => $"SELECT DISTINCT t.{group.CodeColumn} AS Code FROM {group.Name} t{seen.Members(group)}",
            { IsGroup: true, Table: { } group } => $"SELECT t.{group.CodeColumn} AS Code, MIN(t.{group.NameColumn}) AS Name FROM {group.Name} t{seen.Members(group)} GROUP BY t.{group.CodeColumn}",
            { Table: { } table } => $"SELECT t.{table.CodeColumn} AS Code, t.{table.KeyColumn} AS KeyNo, t.{table.NameColumn} AS Name{(table.LocalNameColumn is { } local ? $", t.{local} AS LocalName" : string.Empty)} FROM {table.Name} t{seen.Members(table)}",
        };
        return (text, seen.Parameters);
    }

    // Countries exist without engagements, and so do their pairs.
    private static Dictionary<string, KnownMember> Pairs(IReadOnlyList<string> countries) => countries
        .SelectMany(a => countries.Where(b => string.CompareOrdinal(a, b) < 0), (a, b) => $"{a}-{b}").ToDictionary(code => code, code => new KnownMember(code, null));

    private sealed class CachedKeys
    {
        // Keyed by scope, and by table or attribute. Scopes are few: one for each combination of roles in use.
        public ConcurrentDictionary<(string Scope, string Of), IReadOnlyDictionary<string, KnownMember>> Members { get; } = new();

        // Null for a code that does not exist.
        public ConcurrentDictionary<(string Scope, string Of, string Code), KnownMember?> Named { get; } = new();
    }

    private sealed class Row
    {
        public required string Code { get; init; }

        public int? KeyNo { get; init; }

        public string? Name { get; init; }

        public string? LocalName { get; init; }

        public KnownMember Member => new(KeyNo is { } number ? number : Code, Name) { LocalName = LocalName };
    }
}
