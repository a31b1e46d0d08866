namespace Reporting.Warehouse.Problems;

// Codes of the databases and their disks.
public static partial class ErrorCodes
{
    public static readonly ErrorCode DatabaseReplaced = new(ProblemKind.Unavailable, "database-replaced");
    public static readonly ErrorCode DatabaseDamaged = new(ProblemKind.Unavailable, "database-damaged");
    public static readonly ErrorCode DiskFull = new(ProblemKind.Unavailable, "disk-full");
    public static readonly ErrorCode FolderUnusable = new(ProblemKind.Unavailable, "folder-unusable");
    public static readonly ErrorCode DatabaseTimeout = new(ProblemKind.Unavailable, "database-timeout", retryAfter: 30);
    public static readonly ErrorCode DatabaseAway = new(ProblemKind.Unavailable, "database-away", retryAfter: 30);
    public static readonly ErrorCode DataMoving = new(ProblemKind.Unavailable, "data-moving", retryAfter: 10);
    public static readonly ErrorCode WarehouseBusy = new(ProblemKind.Unavailable, "warehouse-busy", retryAfter: 60);
    public static readonly ErrorCode TemporaryDisk = new(ProblemKind.Unavailable, "temporary-disk", retryAfter: 10);
}
