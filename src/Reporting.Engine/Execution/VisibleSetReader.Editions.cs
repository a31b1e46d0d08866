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
        if (Find(wanted, edition) is { } kept)
        {
            return kept;
        }

        await _narrowing.WaitAsync(cancellationToken);
        try
        {
            if (Find(wanted, edition) is { } found)
            {
                return found;
            }

            var (shown, version) = await codes();
            var narrowed = await NarrowAsync(wanted, shown, connection, cancellationToken);
            if (version == today)
            {
                Keep(narrowed, wanted.Key, edition, today);
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

        var set = SetOf(keys, all);
        return own with { Set = set, Within = set };
    }

    private VisibleSet SetOf(List<long> keys, long all)
    {
        if (!dialect.HasBits || IsShort(keys.Count, all))
        {
            return new VisibleSet(keys.Count, Keys: JsonSerializer.Serialize(keys));
        }

        var bits = new byte[(keys.Max() / 8) + 1];
        foreach (var key in keys)
        {
            Set(bits, key);
        }

        return new VisibleSet(keys.Count, Bits: bits);
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
