using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Execution;

// Editions: a row rule must show an engagement both as the edition has it and as it is today (docs/access.md#editions).
public sealed partial class VisibleSetReader
{
    private readonly SemaphoreSlim _narrowing = new(1);

    /// <summary>The scope in an edition, narrowed to the engagements of these codes. It is found once for each version of today's data.</summary>
    /// <param name="own">The scope by the edition alone.</param>
    /// <param name="key">Names the scope and the models of the edition and of today.</param>
    /// <param name="codes">Reads the codes that the rules show today, with their data version.</param>
    internal async Task<PlannedScope> NarrowAsync(
        PlannedScope own, string key, DataVersion edition, DataVersion today, Func<Task<(HashSet<string> Codes, DataVersion Version)>> codes, DbConnection connection, CancellationToken cancellationToken)
    {
        var wanted = own with { Key = $"{key}\u001f{today.Version} {today.AsOf?.UtcTicks}" };
        if (_kept.TryFind<PlannedScope>(edition, wanted.Key, out var kept))
        {
            return kept!;
        }

        await _narrowing.WaitAsync(cancellationToken);
        try
        {
            if (_kept.TryFind(edition, wanted.Key, out kept))
            {
                return kept!;
            }

            var (shown, version) = await codes();
            var narrowed = await NarrowAsync(wanted, shown, connection, cancellationToken);
            if (version == today)
            {
                _kept.Add(edition, wanted.Key, narrowed, BytesOf(narrowed), today);
            }

            return narrowed;
        }
        finally
        {
            _narrowing.Release();
        }
    }

    /// <summary>The codes of the engagements that a scope shows.</summary>
    internal async Task<HashSet<string>> CodesAsync(PlannedScope scope, DbConnection connection, CancellationToken cancellationToken)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        await ReadCodesAsync(scope, connection, (_, code) => codes.Add(code), cancellationToken);
        return codes;
    }

    private async Task<PlannedScope> NarrowAsync(PlannedScope own, HashSet<string> codes, DbConnection connection, CancellationToken cancellationToken)
    {
        await using var count = connection.CreateCommand();
        count.CommandText = "SELECT COUNT(*) AS Engagements FROM FactEngagement";
        var all = Convert.ToInt64(await count.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        var keys = new List<long>();
        await ReadCodesAsync(own, connection, (key, code) =>
        {
            if (codes.Contains(code))
            {
                keys.Add(key);
            }
        }, cancellationToken);
        if (keys.Count == all)
        {
            return PlannedScope.Everything;
        }

        var list = JsonSerializer.Serialize(keys);
        var set = new VisibleSet(keys.Count, Keys: list);
        if (dialect.HasBits && !IsShort(keys.Count, all))
        {
            var values = new SqlValues();
            await using var command = new CompiledStatement($"SELECT {dialect.SetOf("k.value")} AS Bits FROM json_each({values.Add(list)}) k", values.ByName, RowShape.None).ToCommand(connection, "visible-set");
            set = new VisibleSet(keys.Count, Bits: (byte[])(await command.ExecuteScalarAsync(cancellationToken))!);
        }

        return own with { Set = set, Within = set };
    }

    private async Task ReadCodesAsync(PlannedScope scope, DbConnection connection, Action<long, string> read, CancellationToken cancellationToken)
    {
        var rows = new VisibleRows(scope, dialect);
        await using var command = new CompiledStatement(rows.Codes, rows.Parameters, RowShape.None).ToCommand(connection, "visible-codes");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            read(Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture), reader.GetString(1));
        }
    }
}
