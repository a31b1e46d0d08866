using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Imports.Staging;

/// <summary>
/// Staging for a star on a server. The file is checked on this machine with copies of the members, and transferred in bulk. The server's staging tables
/// are permanent. Only the holder of the import lock uses them; otherwise they are empty.
/// </summary>
internal sealed class ServerStaging : IStaging
{
    private const int BatchSize = 10_000;

    private static readonly IReadOnlyList<(string Table, string Columns, string Key)> Members =
    [
        ("DimParticipant", "ParticipantKey, Code, Name, NameLocal, Kind, CountryCode, ParentKey", "ParticipantKey"),
        ("DimPlace", "PlaceKey, Code, City, CountryCode", "PlaceKey"),
        ("DimSource", "SourceKey, Code, Publisher, Title, Url, PublishedOn, Kind", "SourceKey"),
    ];

    private readonly SqliteConnection _local;
    private readonly DbTransaction _transaction;

    private ServerStaging(SqliteConnection local, DbTransaction transaction, StagingDatabase staging) => (_local, _transaction, Database) = (local, transaction, staging);

    public StagingDatabase Database { get; }

    public static async Task<ServerStaging> OpenAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        // Without a name, SQLite creates a separate database in a temporary file.
        var local = new SqliteConnection("Data Source=;Pooling=False");
        await local.OpenAsync(cancellationToken);
        var staging = new StagingDatabase(local);
        foreach (var (table, columns, key) in Members)
        {
            staging.Execute($"CREATE TEMP TABLE {table} ({columns.Replace(key, key + " INTEGER PRIMARY KEY", StringComparison.Ordinal)}); CREATE UNIQUE INDEX temp.IX_{table} ON {table} (Code);");
            await FetchAsync(transaction, staging, table, columns, cancellationToken);
        }

        return new ServerStaging(local, transaction, staging);
    }

    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        foreach (var table in StageTable.All)
        {
            await _transaction.Connection!.ExecuteAsync(new CommandDefinition($"DELETE FROM {table.Name}", transaction: _transaction, commandTimeout: 3600, cancellationToken: cancellationToken));
            await using var command = _local.CreateCommand();
            command.CommandText = table.Select();
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            using var copy = new SqlBulkCopy((SqlConnection)_transaction.Connection!, SqlBulkCopyOptions.Default, (SqlTransaction)_transaction)
            {
                DestinationTableName = table.Name, BulkCopyTimeout = 3600, BatchSize = BatchSize,
            };
            foreach (var column in table.Columns)
            {
                copy.ColumnMappings.Add(column, column);
            }

            await copy.WriteToServerAsync(rows, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Database.Dispose();
        await _local.DisposeAsync();
    }

    private static async Task FetchAsync(DbTransaction transaction, StagingDatabase staging, string table, string columns, CancellationToken cancellationToken)
    {
        var count = columns.Split(',').Length;
        var insert = staging.Prepare($"INSERT INTO {table} VALUES ({string.Join(", ", Enumerable.Repeat("?", count))})");
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"SELECT {columns} FROM {table}";
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            for (var i = 0; i < count; i++)
            {
                Bind(insert, i + 1, rows.GetValue(i));
            }

            insert.Execute();
        }
    }

    private static void Bind(StagingStatement insert, int index, object value)
    {
        switch (value)
        {
            case DBNull: insert.Bind(index, (string?)null); break;
            case int number: insert.Bind(index, (long)number); break;
            case DateTime date: insert.Bind(index, DateOnly.FromDateTime(date).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)); break;
            default: insert.Bind(index, (string)value); break;
        }
    }
}
