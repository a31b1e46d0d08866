using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;

namespace Reporting.Warehouse.Connections;

/// <summary>
/// What is tried again of itself, by SqlClient's own retry logic: opening a connection, and a statement that only reads. A change is
/// never sent twice: nobody can know whether the first one was done.
/// </summary>
internal static partial class SqlServerRetry
{
    /// <summary>Chosen as the victim of a deadlock, a lock not had in time, or too much asked at once: it passes.</summary>
    public static readonly int[] Busy = [1204, 1205, 1222, 10928, 10929, 49918, 49919, 49920];

    // Dropped in the midst of the login, or the server says that it is moving or busy. A server that cannot be reached is not here: the driver itself
    // tries that again until Connect Timeout, and whoever waited for it shall not wait four times. 4060, no such database, is: that is how one looks
    // in the midst of a failover.
    private static readonly int[] Opening =
    [
        64, 233, 4060, 4221, 10053, 10054, 10928, 10929, 40143, 40197, 40501, 40540, 40613, 42108, 42109, 49918, 49919, 49920,
    ];

    // Moving, or shutting the door to everybody for a while.
    private static readonly int[] Reading = [.. Busy, 40143, 40197, 40501, 40540, 40613];

    /// <summary>For opening: four tries within about two seconds.</summary>
    public static SqlRetryLogicBaseProvider OfConnections { get; } = SqlConfigurableRetryFactory.CreateExponentialRetryProvider(new SqlRetryLogicOption
    {
        NumberOfTries = 4,
        DeltaTime = TimeSpan.FromMilliseconds(200),
        MaxTimeInterval = TimeSpan.FromSeconds(2),
        TransientErrors = Opening,
    });

    /// <summary>For questions: three tries, and none for a statement that does not begin as a question does.</summary>
    public static SqlRetryLogicBaseProvider OfQuestions { get; } = SqlConfigurableRetryFactory.CreateExponentialRetryProvider(new SqlRetryLogicOption
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
