using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Execution;

/// <summary>
/// Finds the engagements that a scope shows once for each data version and scope, so that statements test a bit of each row instead of joining the
/// rule's links. The words of a search are found in the same way. A clearance alone becomes a condition on the handling key of each row. Sets are kept in memory up to <see cref="QueryOptions.MaxRuleBytes"/> and up to a number; the least recently used goes first.
/// </summary>
public sealed partial class VisibleSetReader(SqlDialect dialect, DataVersionStore versions, IOptions<QueryOptions> options) : IDisposable
{
    // A short list leads SQLite to the rows of a few engagements; a long one costs more than a look at each row.
    private const int MaxListed = 4_096;
    private const int ListedShare = 20;

    private readonly SemaphoreSlim _finding = new(1);
    private readonly SetCache _kept = new(options.Value.MaxRuleBytes, MaxScopes);

    /// <summary>Bytes of all sets that are kept.</summary>
    public long KeptBytes => _kept.Bytes;

    /// <summary>The scope with its set; <see cref="PlannedScope.Everything"/> where it hides nothing.</summary>
    /// <param name="connection">That from which the version was read.</param>
    public async Task<PlannedScope> ReadAsync(PlannedScope scope, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        if (scope.Find is not null)
        {
            dialect.Functions.Prepare(connection);
        }

        if (scope.IsEverything || scope.Alternatives.Count == 0 || version.Version == 0 || (!dialect.HasBits && Clearance(scope) is null))
        {
            return scope;
        }

        return await KeptAsync(scope, version, connection, async () => Clearance(scope) is { } clearance
            ? scope with { Set = await ClearedAsync(clearance, connection, cancellationToken) }
            : await SetAsync(scope, new VisibleRows(scope, dialect), connection, cancellationToken), cancellationToken);
    }

    private async Task<PlannedScope> KeptAsync(PlannedScope scope, DataVersion version, DbConnection connection, Func<Task<PlannedScope>> find, CancellationToken cancellationToken) =>
        (await ReadOnceAsync(scope.Key, version, connection, _finding, async () => await find(), BytesOf, cancellationToken))!;

    private async Task<T?> ReadOnceAsync<T>(string key, DataVersion version, DbConnection connection, SemaphoreSlim gate, Func<Task<T?>> read, Func<T, long> bytes, CancellationToken cancellationToken)
        where T : class
    {
        if (_kept.TryFind<T>(version, key, out var known))
        {
            return known;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (_kept.TryFind(version, key, out known))
            {
                return known;
            }

            var value = await read();

            // Keep it only if no import moved the data while it was read.
            if (await versions.ReadAsync(connection, cancellationToken: cancellationToken) == version)
            {
                _kept.Add(version, key, value, value is null ? 0 : bytes(value));
            }

            return value;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        _finding.Dispose();
        _narrowing.Dispose();
        _reading.Dispose();
    }

    // The rule of a scope that is only a clearance: it names the levels to hide.
    private static PlannedFilter? Clearance(PlannedScope scope) =>
        scope is { Find: null, Excludes: Exclusions.None, Alternatives: [[{ Mode: FilterMode.None } rule]] } && ReferenceEquals(rule.Dimension.Attribute, StarSchema.Attributes[StarSchema.Handling]) ? rule : null;

    private async Task<VisibleSet> ClearedAsync(PlannedFilter clearance, DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT HandlingKey, Code FROM DimHandling ORDER BY HandlingKey";
        var shown = new List<object>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                if (!clearance.Keys.Contains(reader.GetString(1)))
                {
                    shown.Add(reader.GetInt32(0));
                }
            }
        }

        await using var count = connection.CreateCommand();
        count.CommandText = $"SELECT COUNT(*) AS Engagements FROM FactEngagement f WHERE {dialect.Unindexed("f.HandlingKey")} IN ({string.Join(", ", shown.DefaultIfEmpty(-1))})";
        return new VisibleSet(Convert.ToInt64(await count.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture), Handlings: shown);
    }

    private async Task<PlannedScope> SetAsync(PlannedScope scope, VisibleRows rows, DbConnection connection, CancellationToken cancellationToken)
    {
        if (await LastKeyAsync(connection, cancellationToken) / 8 >= options.Value.MaxRuleBytes)
        {
            return scope;
        }

        await using var keys = new CompiledStatement($"SELECT {dialect.SetOf("k.EngagementKey")} AS Bits FROM (\n{rows.Keys}) k", rows.Parameters, RowShape.None).ToCommand(connection, "visible-set");
        return await SetAsync(scope, await keys.ExecuteScalarAsync(cancellationToken) as byte[] ?? [], connection, cancellationToken);
    }

    private static async Task<PlannedScope> SetAsync(PlannedScope scope, byte[] bits, DbConnection connection, CancellationToken cancellationToken)
    {
        await using var count = connection.CreateCommand();
        count.CommandText = "SELECT COUNT(*) AS Engagements FROM FactEngagement";
        var (all, shown) = (Convert.ToInt64(await count.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture), MemberSets.Count(bits));
        if (shown == all)
        {
            return PlannedScope.Everything;
        }

        return scope with { Set = IsShort(shown, all) ? new VisibleSet(shown, Keys: JsonSerializer.Serialize(KeysOf(bits))) : new VisibleSet(shown, Bits: bits) };
    }

    private static async Task<long> LastKeyAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COALESCE(MAX(EngagementKey), 0) AS LastKey FROM FactEngagement";
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private static IEnumerable<long> KeysOf(byte[] bits) =>
        bits.Index().Where(one => one.Item != 0).SelectMany(one => Enumerable.Range(0, 8).Where(bit => (one.Item & (1 << bit)) != 0).Select(bit => (one.Index * 8L) + bit));

    private static bool IsShort(long shown, long all) => shown <= MaxListed && shown * ListedShare <= all;

    private static long BytesOf(PlannedScope scope) => scope.Set is { } set ? (set.Bits?.Length ?? 0) + (2L * (set.Keys?.Length ?? 0)) : 0;
}
