namespace Reporting.Warehouse.Connections;

/// <summary>
/// The properties that a server reports, and the extras that follow from them. Properties decide rather than a try: some compatible
/// engines accept a columnstore index but create a plain one.
/// </summary>
internal sealed record SqlServerExtras
{
    public const string Columnstore = "columnstore";
    public const string RowVersions = "row-versions";

    public const string Sql = """
        SELECT COALESCE(CAST(SERVERPROPERTY('Babelfish') AS int), 0) AS IsBabelfish,
               COALESCE(CAST(SERVERPROPERTY('EngineEdition') AS int), 0) AS EngineEdition,
               COALESCE(CAST(SERVERPROPERTY('ProductMajorVersion') AS int), 0) AS MajorVersion,
               COALESCE(CAST(DATABASEPROPERTYEX(DB_NAME(), 'ServiceObjective') AS nvarchar(128)), '') AS ServiceObjective,
               COALESCE(CAST(DATABASEPROPERTYEX(DB_NAME(), 'Edition') AS nvarchar(128)), '') AS Tier,
               COALESCE((SELECT CAST(d.is_read_committed_snapshot_on AS int) FROM sys.databases d WHERE d.name = DB_NAME()), 0) AS ReadsRowVersions,
               COALESCE(HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), 'DATABASE', 'ALTER'), 0) AS MayAlterDatabase
        """;

    private const int AzureDatabase = 5;
    private const int Synapse = 6;
    private const int ManagedInstance = 8;
    private const int Fabric = 11;
    private const int FabricDatabase = 12;
    private const int Version2019 = 15;

    // Cloud services without a version: a managed instance reports 12 regardless of its features.
    private static readonly int[] Evergreen = [AzureDatabase, ManagedInstance, FabricDatabase];

    // These Azure SQL tiers by DTU have no columnstore. In an elastic pool, the pool's tier counts.
    private static readonly string[] SmallTiers = ["Basic", "S0", "S1", "S2"];

    public int IsBabelfish { get; init; }

    public int EngineEdition { get; init; }

    public int MajorVersion { get; init; }

    public string ServiceObjective { get; init; } = "";

    public string Tier { get; init; } = "";

    public int ReadsRowVersions { get; init; }

    public int MayAlterDatabase { get; init; }

    /// <summary>Why the extra is unavailable or unnecessary on this server. Null when its script should run.</summary>
    public string? UnavailableReason(string extra) => extra switch
    {
        Columnstore => ColumnstoreReason(),
        RowVersions => RowVersionsReason(),
        _ => throw new InvalidOperationException($"No engine defines the extra '{extra}'."),
    };

    private string? ColumnstoreReason() => this switch
    {
        { IsBabelfish: 1 } => "this engine creates a plain index instead of a columnstore",
        { EngineEdition: Synapse or Fabric } => "this engine stores every table by columns",
        _ when SmallTiers.FirstOrDefault(small => small == ServiceObjective || small == Tier) is { } small => $"the tier {small} has no columnstore",
        _ when Evergreen.Contains(EngineEdition) => null,
        { MajorVersion: < Version2019 } => $"version {MajorVersion} is older than SQL Server 2019 (15)",
        _ => null,
    };

    private string? RowVersionsReason() => this switch
    {
        { ReadsRowVersions: 1 } => "already on",
        { IsBabelfish: 1 } or { EngineEdition: Synapse or Fabric } => "this engine has no such setting",
        { MayAlterDatabase: 0 } => "this login may not ALTER DATABASE",
        _ => null,
    };
}
