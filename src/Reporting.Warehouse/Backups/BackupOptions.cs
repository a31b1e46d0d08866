using System.ComponentModel.DataAnnotations;

namespace Reporting.Warehouse.Backups;

/// <summary>Backups of the embedded databases at regular times; section <c>Backup</c>.</summary>
public sealed class BackupOptions
{
    public const string Section = "Backup";

    /// <summary>The folder of backups. A relative path is taken from the content root. Null: no scheduled backups.</summary>
    public string? Folder { get; set; }

    /// <summary>Hours between two backups.</summary>
    [Range(1, 8_760)]
    public int EveryHours { get; set; } = 24;

    /// <summary>The number of backups that are kept; the oldest are deleted.</summary>
    [Range(1, 1_000)]
    public int Keep { get; set; } = 7;
}
