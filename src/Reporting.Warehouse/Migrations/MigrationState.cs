namespace Reporting.Warehouse.Migrations;

/// <summary>How a migration script stands to the database.</summary>
public enum MigrationState
{
    Applied,
    Pending,

    /// <summary>Applied, but its text is no longer what was applied.</summary>
    Changed,

    /// <summary>Applied by another version of the program; the script is not in the folder.</summary>
    Missing,

    /// <summary>An extra that this engine cannot or need not have; looked at again by every migration.</summary>
    LeftOut,
}
