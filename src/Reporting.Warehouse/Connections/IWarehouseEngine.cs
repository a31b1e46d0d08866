using System.Data.Common;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Connections;

/// <summary>All that differs between the database engines when the warehouse is opened, migrated and filled.</summary>
public interface IWarehouseEngine
{
    WarehouseProvider Provider { get; }

    /// <summary>The middle of a script's file name: <c>sqlite</c> in 0001-star-schema.sqlite.sql.</summary>
    string ScriptSuffix { get; }

    /// <summary>True when the database is a file that is not there yet.</summary>
    bool IsAbsent { get; }

    /// <summary>The folder of an embedded database's file; null for a server, and for a database in memory.</summary>
    string? Folder { get; }

    /// <summary>Why the file of an embedded database cannot be used; null where it can, where it is not there yet, and for a server.</summary>
    Task<Problem?> CheckAsync(CancellationToken cancellationToken);

    /// <summary>From now on the file of an embedded database must stay where it is: see <see cref="EnsureInPlace"/>.</summary>
    Task HoldAsync(CancellationToken cancellationToken);

    /// <summary>Throws where the held file was deleted or replaced (problem <c>database-replaced</c>): what is written to it would be lost, what is read from it is old.</summary>
    void EnsureInPlace();

    /// <summary>Empties the write-ahead log beside an embedded database's file into the file, and gives its room back, if no reader is in the way.</summary>
    /// <param name="leave">A log of no more bytes is left as it is.</param>
    Task EmptyLogAsync(long leave);

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
    /// <param name="keepsPages">True where the reading joins, groups or sorts: it keeps as many pages as a query does.</param>
    Task<DbConnection> OpenSnapshotAsync(CancellationToken cancellationToken, bool keepsPages = false);

    /// <summary>
    /// From now on a statement on the connection is stopped when the token is cancelled, or when it runs longer than its command timeout. It then fails
    /// with a <see cref="DbException"/>. Dispose of the result before the connection.
    /// </summary>
    IDisposable StopOn(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>
    /// Between rows of a stream only the database's own time counts towards the command timeout, not that of whoever takes the rows: call this before
    /// each row is read, and <see cref="EndStep"/> after.
    /// </summary>
    void BeginStep(DbConnection connection);

    void EndStep(DbConnection connection);

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
