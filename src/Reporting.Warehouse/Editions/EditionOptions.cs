using System.ComponentModel.DataAnnotations;

namespace Reporting.Warehouse.Editions;

/// <summary>Where editions are, and how many may be kept; section <c>Editions</c>.</summary>
public sealed class EditionOptions
{
    public const string Section = "Editions";

    /// <summary>
    /// The folder of editions. A relative path is taken from the content root. Null is a folder beside the warehouse, <c>reporting.editions</c> for
    /// <c>reporting.db</c>. With a server it holds the definitions only, and all processes must reach it.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>Most editions that are kept, withdrawn ones too.</summary>
    [Range(1, 1_000)]
    public int MaxEditions { get; set; } = 50;

    /// <summary>Most bytes of all editions on disk.</summary>
    [Range(1, long.MaxValue)]
    public long MaxBytes { get; set; } = 20L * 1024 * 1024 * 1024;

    /// <summary>Most earlier data versions that are kept beside the editions, rebuilt for <c>as_of=</c>. Each takes as much room as the warehouse. 0 rebuilds none.</summary>
    [Range(0, 100)]
    public int MaxVersions { get; set; } = 4;

    /// <summary>Days after which an earlier data version that no one asked for is deleted.</summary>
    [Range(1, 3_650)]
    public int VersionDays { get; set; } = 7;
}
