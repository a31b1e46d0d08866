namespace Reporting.Warehouse.Imports.Queue;

/// <summary>Imports over HTTP; section <c>Imports</c>.</summary>
public sealed class ImportOptions
{
    public const string Section = "Imports";

    /// <summary>Largest file that is taken in, in bytes; the command line takes any.</summary>
    public long MaxBytes { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Most imports of a process that are being received, wait for their turn or run; further ones are told to come back.</summary>
    public int MaxAtOnce { get; set; } = 8;

    /// <summary>Seconds that an import waits for others before it is told to come back.</summary>
    public int WaitSeconds { get; set; } = 600;

    /// <summary>Days that an ended import's report and its refused rows are kept.</summary>
    public double KeepDays { get; set; } = 30;

    /// <summary>Bytes of refused rows of one import that are kept; with more, none of them are.</summary>
    public long MaxRejectedBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Bytes that all kept reports and refused rows may take; the oldest go first.</summary>
    public long MaxKeptBytes { get; set; } = 256 * 1024 * 1024;
}
