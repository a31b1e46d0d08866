using System.Data.Common;
using Dapper;

namespace Reporting.Warehouse.Copies;

/// <summary>
/// Reads a server's text without a length limit in limited slices. SqlClient 6.1 sometimes misreads a stream of unlimited texts: it throws
/// ArgumentOutOfRangeException when a value crosses the edge of a packet.
/// </summary>
internal static class LongText
{
    // A slice fits into nvarchar(4000) whether the engine counts characters or UTF-16 units.
    private const int Slice = 2000;

    /// <summary>The number of slices of the column's longest value; 0 for an embedded database, which reads it whole.</summary>
    public static async Task<int> SlicesAsync(DbTransaction side, string table, CopiedColumn column, CancellationToken cancellationToken)
    {
        if (!column.IsLong)
        {
            return 0;
        }

        var bytes = await side.Connection!.ExecuteScalarAsync<long?>(new CommandDefinition(
            $"SELECT MAX(CAST(DATALENGTH([{column.Name}]) AS bigint)) FROM {table}", transaction: side, commandTimeout: 3600, cancellationToken: cancellationToken));
        return (int)Math.Max(1, ((bytes ?? 0) / 2 / Slice) + 1);
    }

    /// <summary>The select expressions of the column.</summary>
    public static IEnumerable<string> Select(CopiedColumn column, int slices) => slices == 0
        ? [$"[{column.Name}]"]
        : Enumerable.Range(0, slices).Select(i => $"CAST(SUBSTRING([{column.Name}], {(i * Slice) + 1}, {Slice}) AS nvarchar(4000))");

    /// <summary>The value of the column, joined from its slices. The first slice is at the given ordinal.</summary>
    public static object Read(DbDataReader row, int at, int slices)
    {
        if (slices <= 1)
        {
            return row.GetValue(at);
        }

        var parts = Enumerable.Range(at, slices).Select(row.GetValue).ToList();
        return parts[0] is DBNull ? DBNull.Value : string.Concat(parts.OfType<string>());
    }
}
