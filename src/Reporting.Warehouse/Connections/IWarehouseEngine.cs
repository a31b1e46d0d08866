using System.Data.Common;

namespace Reporting.Warehouse.Connections;

/// <summary>All that differs between the database engines when the warehouse is opened, migrated and filled.</summary>
public interface IWarehouseEngine
{
    WarehouseProvider Provider { get; }

    /// <summary>The middle of a script's file name: <c>sqlite</c> in 0001-star-schema.sqlite.sql.</summary>
    string ScriptSuffix { get; }

    /// <summary>True when the database is a file that is not there yet.</summary>
    bool IsAbsent { get; }

    /// <summary>Creates the table of applied scripts unless it exists.</summary>
    string CreateMigrationTable(string table);

    /// <summary>Counts tables of that name: 0 or 1.</summary>
    string CountTable(string table);

    /// <summary>
    /// One atomic statement by which a process takes at most @Most rows for itself and learns their keys; two processes never take
    /// the same row. Every name and condition stands in code. On SQL Server the order in which rows are taken is not promised.
    /// </summary>
    string Claim(string table, string key, string set, string where, string order);

    /// <summary>Ends an ordered statement: only the first rows, as many as the parameter says.</summary>
    string FirstRows(string count);

    /// <summary>A connection for questions, of which a server may have its own (a replica); see <see cref="WarehouseOptions.ReadConnectionString"/>.</summary>
    Task<DbConnection> OpenReadAsync(CancellationToken cancellationToken);

    Task<DbConnection> OpenWriteAsync(CancellationToken cancellationToken);

    /// <summary>The same where what is committed must be on the disk at once: not even a machine that loses its power may forget it.</summary>
    Task<DbConnection> OpenDurableAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A connection for one long reading. On SQLite all its statements see one state of the data, and it keeps few pages in memory; on a
    /// server the reader has to compare data versions itself.
    /// </summary>
    Task<DbConnection> OpenSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>Stops the statement that runs on the connection as soon as it is cancelled. Dispose of it before the connection.</summary>
    CancellationTokenRegistration StopOn(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>
    /// Begins a transaction that excludes others of the same name, in this and other processes; waits for its turn.
    /// Throws <see cref="TimeoutException"/> when the wait is too long.
    /// </summary>
    Task<DbTransaction> BeginExclusiveAsync(DbConnection connection, string name, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>
    /// Why this server, by what it says of itself, cannot or need not have an extra that not every engine of its family has; null when the
    /// extra's script is to be run.
    /// </summary>
    Task<string?> UnavailableReasonAsync(DbConnection connection, string extra, CancellationToken cancellationToken);

    /// <summary>Runs a script that cannot stand in a transaction, on a connection of its own; gives the reason when others are in its way.</summary>
    Task<string?> RunOutsideTransactionAsync(string script, CancellationToken cancellationToken);

    /// <summary>The parts of a script that are sent one by one.</summary>
    IReadOnlyList<string> Batches(string script);

    /// <summary>An instant as a parameter value, UTC, whole seconds.</summary>
    object Timestamp(DateTimeOffset instant);

    DateTimeOffset ReadTimestamp(object value);

    /// <summary>A whole number of the row that stands now, whatever its size; a fraction is rounded, and what is too large throws <see cref="OverflowException"/>.</summary>
    long ReadWhole(DbDataReader reader, int ordinal);

    /// <summary>A text of the row that stands now as UTF-8, good until the next row is read; false where the engine has it in another form only.</summary>
    bool TryReadUtf8(DbDataReader reader, int ordinal, out ReadOnlySpan<byte> text);

    /// <summary>Gives a parameter of a statement that is executed many times its value.</summary>
    void Bind(DbParameter parameter, object? value);
}

/// <summary>Names for <see cref="IWarehouseEngine.BeginExclusiveAsync"/>.</summary>
internal static class ExclusiveWork
{
    /// <summary>Imports and migrations take turns: a table must not change under an import.</summary>
    public const string Star = "Reporting.Star";
}
