namespace Reporting.Warehouse.Imports.Queue;

/// <summary>Imports over HTTP; section <c>Imports</c>.</summary>
public sealed class ImportOptions
{
    public const string Section = "Imports";

    /// <summary>The largest accepted file in bytes. The command line has no limit.</summary>
    public long MaxBytes { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>The most imports of a process that are received, waiting or running. Further ones are refused for the moment.</summary>
    public int MaxAtOnce { get; set; } = 8;

    /// <summary>Seconds that an import waits for others before it is refused.</summary>
    public int WaitSeconds { get; set; } = 600;

    /// <summary>Days for which an import's report and refused rows are kept.</summary>
    public double KeepDays { get; set; } = 30;

    /// <summary>The most bytes of refused rows of one import. Larger ones are not kept at all.</summary>
    public long MaxRejectedBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Folder of files that people uploaded on the pages and have not imported yet. Null: <c>imports</c> in the folder of exports. Processes that share a database share it.</summary>
    public string? Folder { get; set; }

    /// <summary>Hours after which such a file is removed.</summary>
    public double UploadHours { get; set; } = 24;

    /// <summary>The most bytes of all such files.</summary>
    public long MaxUploadBytes { get; set; } = 8L * 1024 * 1024 * 1024;

    /// <summary>The most bytes of all kept reports and refused rows. The oldest are deleted first.</summary>
    public long MaxKeptBytes { get; set; } = 256 * 1024 * 1024;
}
