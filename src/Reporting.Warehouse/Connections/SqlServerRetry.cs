using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;

namespace Reporting.Warehouse.Connections;

/// <summary>
/// SqlClient retries opening a connection and statements that only read. A change is never sent twice, because it is unknown whether the
/// first one took effect.
/// </summary>
internal static partial class SqlServerRetry
{
    /// <summary>Passing errors: a deadlock victim, a lock timeout, or too many requests at once.</summary>
    public static readonly int[] Busy = [1204, 1205, 1222, 10928, 10929, 49918, 49919, 49920];

    // The connection was dropped during login, or the server is moving or busy. An unreachable server is not listed: the driver already retries it
    // until Connect Timeout, and four such waits are too long. 4060 (no such database) is listed because a failover reports it.
    private static readonly int[] Opening =
    [
        64, 233, 4060, 4221, 10053, 10054, 10928, 10929, 40143, 40197, 40501, 40540, 40613, 42108, 42109, 49918, 49919, 49920,
    ];

    // The server is moving or refuses connections for a while.
    private static readonly int[] Reading = [.. Busy, 40143, 40197, 40501, 40540, 40613];

    /// <summary>Retries for opening: four tries within about two seconds.</summary>
    public static SqlRetryLogicBaseProvider Connections { get; } = SqlConfigurableRetryFactory.CreateExponentialRetryProvider(new SqlRetryLogicOption
    {
        NumberOfTries = 4,
        DeltaTime = TimeSpan.FromMilliseconds(200),
        MaxTimeInterval = TimeSpan.FromSeconds(2),
        TransientErrors = Opening,
    });

    /// <summary>Retries for queries: three tries. A statement that does not begin as a query is not retried.</summary>
    public static SqlRetryLogicBaseProvider Queries { get; } = SqlConfigurableRetryFactory.CreateExponentialRetryProvider(new SqlRetryLogicOption
    {
        NumberOfTries = 3,
        DeltaTime = TimeSpan.FromMilliseconds(100),
        MaxTimeInterval = TimeSpan.FromSeconds(1),
        TransientErrors = Reading,
        AuthorizedSqlCondition = sql => OnlyReads().IsMatch(sql),
    });

    [GeneratedRegex(@"^\s*(/\*.*?\*/\s*)*(SELECT|WITH)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OnlyReads();
}
