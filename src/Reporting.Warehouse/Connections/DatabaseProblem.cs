using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Folders;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Connections;

/// <summary>What a failure of the database means to whoever asked: it is away, or it took too long.</summary>
public static class DatabaseProblem
{
    // From this class on, the server (or the client for it) has closed the connection.
    private const int Fatal = 20;

    /// <summary>Of the driver itself: it waited long enough.</summary>
    internal const int ClientTimeout = -2;

    // Cannot be reached, or shut the door: network errors of the client, logins, databases that are not there (any more).
    private static readonly HashSet<int> Away =
    [
        -1, 0, 2, 20, 35, 53, 64, 109, 111, 121, 233, 258, 911, 926, 927, 4060, 4064, 6005, 10051, 10053, 10054, 10060, 10061, 10065, 11001, 17142, 18401, 18456,
        40143, 40197, 40501, 40540, 40613, 42108, 42109,
    ];

    // What passes, and no memory just now.
    private static readonly HashSet<int> Busy = [.. SqlServerRetry.Busy, 701, 8645, 8651];

    // Read-only file or disk, an I/O error, cannot be opened.
    private static readonly HashSet<int> AwayInSqlite = [8, 10, 14];
    private static readonly HashSet<int> DamagedInSqlite = [11, 26];
    private const int FullInSqlite = 13;

    // Busy, locked, interrupted: a statement that nobody cancelled was stopped for its command timeout.
    private static readonly HashSet<int> BusyInSqlite = [5, 6, 9];

    // "The connection's current state is closed", "This SqlTransaction has completed; it is no longer usable".
    private static readonly string[] Closed = ["state is closed", "no longer usable"];

    /// <summary>
    /// <c>database-away</c>, <c>database-timeout</c>, <c>database-replaced</c>, <c>database-damaged</c> or <c>disk-full</c>; null for every other failure, a mistake in a statement among them.
    /// What ended in the middle is rolled back by the server; nothing half done stays.
    /// </summary>
    public static Problem? Of(Exception exception) => exception switch
    {
        DatabaseUnavailableException => Gone,
        TemporaryDiskException => TooLarge,
        DatabaseReplacedException => Replaced,
        SqliteException { SqliteErrorCode: FullInSqlite } => Full,
        IOException when WorkFolder.IsFull(exception) => Full,
        SqliteException damaged when DamagedInSqlite.Contains(damaged.SqliteErrorCode) => Damaged,
        TimeoutException or SqlException { Number: ClientTimeout } => TooSlow,
        SqlException sql when Busy.Contains(sql.Number) => TooSlow,
        SqlException sql when sql.Class >= Fatal || Away.Contains(sql.Number) => Gone,
        // The driver says so of a connection, or of a transaction, that ended while nothing was being sent.
        InvalidOperationException { Source: "Microsoft.Data.SqlClient" } driver when Closed.Any(driver.Message.Contains) => Gone,
        SqliteException busy when BusyInSqlite.Contains(busy.SqliteErrorCode) => TooSlow,
        SqliteException sqlite when AwayInSqlite.Contains(sqlite.SqliteErrorCode) => Gone,
        _ => null,
    };

    /// <summary>The database is away, for callers that know it.</summary>
    public static readonly Problem Gone = new(
        ErrorCodes.DatabaseAway, "The database cannot be reached or does not answer.", "Try again in a moment; /health/ready says when it is back.");

    /// <summary>The database answers, but not to this statement.</summary>
    public static readonly Problem Refused = new(
        ErrorCodes.DatabaseAway, "The database refused a statement; it may lack tables of this version, or its login a right on them.",
        "See the log, 'reporting migrate --status', and sql/roles.");

    private static readonly Problem TooLarge = new(
        ErrorCodes.TemporaryDisk, "The questions that run now take more temporary disk than they may.",
        "Narrow the question or ask again in a moment; Warehouse:MaxTemporaryBytes says how much there may be.");

    /// <summary>Nothing more can be written; whoever answers says where (<see cref="WorkFolders"/>).</summary>
    public static readonly Problem Full = new(
        ErrorCodes.DiskFull, "The disk is full.", "Make room, then send the request again; /health/ready says which folder has none.");

    /// <summary>The file that the program works with is no longer where it was.</summary>
    public static readonly Problem Replaced = new(
        ErrorCodes.DatabaseReplaced, "The file of the database was deleted or replaced while the program ran.",
        "Put the file back, or start the program again: until then nothing is answered, and nothing is taken that would be lost.");

    private static readonly Problem Damaged = new(
        ErrorCodes.DatabaseDamaged, "The file of the database is damaged.", "Stop the program and put the backup in place (docs/operations.md#backup).");

    private static readonly Problem TooSlow = new(
        ErrorCodes.DatabaseTimeout, "The database did not answer in time.",
        "Narrow the question or ask again in a moment; Warehouse:CommandTimeoutSeconds says how long is waited.");
}

/// <summary>No connection could be opened in time.</summary>
internal sealed class DatabaseUnavailableException(Exception inner) : DbException("No connection to the database could be opened in time.", inner);
