using System.Data.Common;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Connections;

/// <summary>The differences between the database engines: opening, migrating and filling the warehouse.</summary>
public interface IWarehouseEngine
{
    WarehouseProvider Provider { get; }

    /// <summary>The middle of a script's file name: <c>sqlite</c> in 0001-star-schema.sqlite.sql.</summary>
    string ScriptSuffix { get; }

    /// <summary>True when the database is a file that does not exist yet.</summary>
    bool IsAbsent { get; }

    /// <summary>The folder of an embedded database's file. Null for a server and for a database in memory.</summary>
    string? Folder { get; }

    /// <summary>Why the file of an embedded database cannot be used. Null for a usable file, a file that does not exist yet, and a server.</summary>
    Task<Problem?> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Begins to watch the file of an embedded database: see <see cref="EnsureInPlace"/>.</summary>
    Task HoldAsync(CancellationToken cancellationToken);

    /// <summary>Throws when the watched file was deleted or replaced (problem <c>database-replaced</c>). Reads would be old and writes would be lost.</summary>
    void EnsureInPlace();

    /// <summary>Moves the write-ahead log into the file of an embedded database and truncates the log, unless a reader still uses it.</summary>
    /// <param name="leave">A log of at most this many bytes is left alone.</param>
    Task EmptyLogAsync(long leave);

    /// <summary>Creates the table of applied scripts unless it exists.</summary>
    string CreateMigrationTable(string table);

    /// <summary>Returns 1 if a table of that name exists, otherwise 0.</summary>
    string CountTable(string table);

    /// <summary>
    /// One atomic statement: a process claims up to @Max rows and receives their keys. Two processes never claim the same row.
    /// The arguments are constants in code. SQL Server does not promise the order of claims.
    /// </summary>
    string Claim(string table, string key, string set, string where, string order);

    /// <summary>Ends an ordered statement: limits it to the number of rows in the parameter.</summary>
    string FirstRows(string count);

    /// <summary>A connection for queries. A server may have a separate one, such as a replica: <see cref="WarehouseOptions.ReadConnectionString"/>.</summary>
    Task<DbConnection> OpenReadAsync(CancellationToken cancellationToken);

    Task<DbConnection> OpenWriteAsync(CancellationToken cancellationToken);

    /// <summary>A connection for writes whose commits must be on disk at once, so that they survive a power failure.</summary>
    Task<DbConnection> OpenDurableAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A connection for one long read. On SQLite all its statements see one state of the data, and it caches few pages.
    /// On a server the reader has to compare data versions itself.
    /// </summary>
    /// <param name="keepsPages">True where the reading joins, groups or sorts: it keeps as many pages as a query does.</param>
    Task<DbConnection> OpenSnapshotAsync(CancellationToken cancellationToken, bool keepsPages = false);

    /// <summary>
    /// Snapshots of one state of the data, for threads that share a long read: at most so many, and at least one. A server gives one, and so does SQLite
    /// while commits follow each other too fast.
    /// </summary>
    Task<IReadOnlyList<DbConnection>> OpenSnapshotsAsync(int most, CancellationToken cancellationToken);

    /// <summary>
    /// Stops statements on the connection when the token is cancelled or the command timeout has passed. A stopped statement throws
    /// <see cref="DbException"/>. Dispose of the result before the connection.
    /// </summary>
    IDisposable StopOn(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>
    /// Starts the command timeout of one row of a stream. Call it before each row is read, and <see cref="EndStep"/> after. The time that the
    /// consumer needs between rows then does not count.
    /// </summary>
    void BeginStep(DbConnection connection);

    void EndStep(DbConnection connection);

    /// <summary>
    /// Begins a transaction that excludes others of the same name in all processes, and waits for them to end.
    /// Throws <see cref="TimeoutException"/> when the wait is too long.
    /// </summary>
    Task<DbTransaction> BeginExclusiveAsync(DbConnection connection, string name, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>
    /// Why this server cannot use, or does not need, an extra that only some servers support. The server's own properties decide. Null when the
    /// extra's script should run.
    /// </summary>
    Task<string?> UnavailableReasonAsync(DbConnection connection, string extra, CancellationToken cancellationToken);

    /// <summary>Runs a script that cannot run in a transaction, on its own connection. Returns a reason when other connections block it.</summary>
    Task<string?> RunOutsideTransactionAsync(string script, CancellationToken cancellationToken);

    /// <summary>The parts of a script that are sent one by one.</summary>
    IReadOnlyList<string> Batches(string script);

    /// <summary>An instant as a parameter value, UTC, whole seconds.</summary>
    object Timestamp(DateTimeOffset instant);

    DateTimeOffset ReadTimestamp(object value);

    /// <summary>A whole number of the current row, of any integer type. A fraction is rounded; too large a value throws <see cref="OverflowException"/>.</summary>
    long ReadWhole(DbDataReader reader, int ordinal);

    /// <summary>A text of the current row as UTF-8, valid until the next row is read. False for an engine that does not deliver UTF-8.</summary>
    bool TryReadUtf8(DbDataReader reader, int ordinal, out ReadOnlySpan<byte> text);

    /// <summary>Reads the rows of a statement without an object for each value.</summary>
    /// <param name="columns">The names of the statement's columns, in their order.</param>
    BulkReader BulkReader(DbCommand command, IReadOnlyList<string> columns);

    /// <summary>A text as an expression that is compared by its characters, whatever the collation of the database.</summary>
    string Ordinal(string text);

    /// <summary>Sets a parameter of a statement that runs many times.</summary>
    void Bind(DbParameter parameter, object? value);
}

/// <summary>Names for <see cref="IWarehouseEngine.BeginExclusiveAsync"/>.</summary>
internal static class ExclusiveWork
{
    /// <summary>Imports and migrations exclude each other: a table must not change during an import.</summary>
    public const string Star = "Reporting.Star";
}
