namespace Reporting.Warehouse.Problems;

// Codes of migrations, copies, backups and demo data.
public static partial class ErrorCodes
{
    public static readonly ErrorCode DemoSize = new(ProblemKind.Invalid, "demo-size");
    public static readonly ErrorCode DemoNeedsSqlite = new(ProblemKind.Invalid, "demo-needs-sqlite");
    public static readonly ErrorCode CopyTargetMalformed = new(ProblemKind.Invalid, "copy-target-malformed");
    public static readonly ErrorCode ScriptsMissing = new(ProblemKind.NotFound, "scripts-missing");
    public static readonly ErrorCode MigrationChanged = new(ProblemKind.Conflict, "migration-changed");
    public static readonly ErrorCode SchemaNewer = new(ProblemKind.Conflict, "schema-newer");
    public static readonly ErrorCode BackupNeedsSqlite = new(ProblemKind.Invalid, "backup-needs-sqlite");
    public static readonly ErrorCode BackupMissing = new(ProblemKind.NotFound, "backup-missing");
    public static readonly ErrorCode BackupDamaged = new(ProblemKind.Conflict, "backup-damaged");
    public static readonly ErrorCode RestoreTargetExists = new(ProblemKind.Conflict, "restore-target-exists");
    public static readonly ErrorCode DatabaseInUse = new(ProblemKind.Conflict, "database-in-use");
    public static readonly ErrorCode CopySourceNotMigrated = new(ProblemKind.Conflict, "copy-source-not-migrated");
    public static readonly ErrorCode CopyTargetNotEmpty = new(ProblemKind.Conflict, "copy-target-not-empty");
    public static readonly ErrorCode CopyOtherSchema = new(ProblemKind.Conflict, "copy-other-schema");
    public static readonly ErrorCode CopyDiffers = new(ProblemKind.Conflict, "copy-differs");
    public static readonly ErrorCode DemoPresent = new(ProblemKind.Conflict, "demo-present");
    public static readonly ErrorCode CopyTargetAway = new(ProblemKind.Unavailable, "copy-target-away");
}
