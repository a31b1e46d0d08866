using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Folders;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Connections;

/// <summary>Explains a database failure to the caller: the database cannot be reached, or a statement took too long.</summary>
public static class DatabaseProblem
{
    // From this severity on, the server or its client has closed the connection.
    private const int Fatal = 20;

    /// <summary>The driver's own number for a command timeout.</summary>
    internal const int ClientTimeout = -2;

    // The server is unreachable or refuses connections: network errors, failed logins, missing databases.
    private static readonly HashSet<int> Away =
    [
        -1, 0, 2, 20, 35, 53, 64, 109, 111, 121, 233, 258, 911, 926, 927, 4060, 4064, 6005, 10051, 10053, 10054, 10060, 10061, 10065, 11001, 17142, 18401, 18456,
        40143, 40197, 40501, 40540, 40613, 42108, 42109,
    ];

    // Passing errors, and a lack of memory.
    private static readonly HashSet<int> Busy = [.. SqlServerRetry.Busy, 701, 8645, 8651];

    // Read-only file or disk, I/O error, file that cannot be opened.
    private static readonly HashSet<int> AwayInSqlite = [8, 10, 14];
    private static readonly HashSet<int> DamagedInSqlite = [11, 26];
    private const int FullInSqlite = 13;

    // Busy, locked, interrupted. A statement that the caller did not cancel was stopped by its command timeout.
    private static readonly HashSet<int> BusyInSqlite = [5, 6, 9];

    // "The connection's current state is closed", "This SqlTransaction has completed; it is no longer usable".
    private static readonly string[] Closed = ["state is closed", "no longer usable"];

    /// <summary>
    /// <c>database-away</c>, <c>database-timeout</c>, <c>database-replaced</c>, <c>database-damaged</c>, <c>temporary-disk</c>, <c>disk-full</c> or <c>folder-unusable</c>. Null for
    /// every other failure, for example a mistake in a statement. The server rolls back the unfinished transaction.
    /// </summary>
    public static Problem? Of(Exception exception) => exception switch
    {
        DatabaseUnavailableException => Gone,
        TemporaryDiskException => TooLarge,
        DatabaseReplacedException => Replaced,
        SqliteException { SqliteErrorCode: FullInSqlite } => WorkFolders.Full,
        IOException when WorkFolder.IsFull(exception) => WorkFolders.Full,
        IOException when WorkFolder.IsReadOnly(exception) => WorkFolders.ReadOnly,
        SqliteException damaged when DamagedInSqlite.Contains(damaged.SqliteErrorCode) => Damaged,
        TimeoutException or SqlException { Number: ClientTimeout } => TooSlow,
        SqlException sql when Busy.Contains(sql.Number) => TooSlow,
        SqlException sql when sql.Class >= Fatal || Away.Contains(sql.Number) => Gone,
        // The driver reports this for a connection or transaction that ended between two statements.
        InvalidOperationException { Source: "Microsoft.Data.SqlClient" } driver when Closed.Any(driver.Message.Contains) => Gone,
        SqliteException busy when BusyInSqlite.Contains(busy.SqliteErrorCode) => TooSlow,
        SqliteException sqlite when AwayInSqlite.Contains(sqlite.SqliteErrorCode) => Gone,
        _ => null,
    };

    /// <summary>The database is unreachable. For callers that know this without an exception.</summary>
    public static readonly Problem Gone = new(
        ErrorCodes.DatabaseAway, "The database cannot be reached or does not answer.", "Try again in a moment. /health/ready tells when the database is back.");

    /// <summary>The database can be reached but refuses this statement.</summary>
    public static readonly Problem Refused = new(
        ErrorCodes.DatabaseAway, "The database refused a statement; tables of this version or rights of the login may be missing.",
        "See the log, 'reporting migrate --status', and sql/roles.");

    private static readonly Problem TooLarge = new(
        ErrorCodes.TemporaryDisk, "The running queries use more temporary disk than allowed.",
        "Narrow the query or try again in a moment. Warehouse:MaxTemporaryBytes sets the limit.");

    /// <summary>The open database file was deleted or replaced.</summary>
    public static readonly Problem Replaced = new(
        ErrorCodes.DatabaseReplaced, "The file of the database was deleted or replaced while the program ran.",
        "Put the file back or restart the program. Until then all requests are refused, so that no data is lost.");

    private static readonly Problem Damaged = new(
        ErrorCodes.DatabaseDamaged, "The file of the database is damaged.", "Stop the program and restore the backup (docs/operations.md#backup).");

    private static readonly Problem TooSlow = new(
        ErrorCodes.DatabaseTimeout, "The database did not answer in time.",
        "Narrow the query or try again in a moment. Warehouse:CommandTimeoutSeconds sets the limit.");
}

/// <summary>No connection could be opened in time.</summary>
internal sealed class DatabaseUnavailableException(Exception inner) : DbException("No connection to the database could be opened in time.", inner);
