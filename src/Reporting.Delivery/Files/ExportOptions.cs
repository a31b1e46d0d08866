namespace Reporting.Delivery.Files;

/// <summary>Settings of large files and export jobs; section <c>Exports</c>.</summary>
public sealed class ExportOptions
{
    public const string Section = "Exports";

    /// <summary>Maximum rows behind the figures in one file. A query with more rows is refused before it runs.</summary>
    public long MaxRows { get; set; } = 10_000_000;

    /// <summary>How many large downloads run at a time. Others wait.</summary>
    public int MaxDownloads { get; set; } = 2;

    /// <summary>How many large downloads may wait. Further ones are refused with <c>exports-busy</c>.</summary>
    public int MaxWaiting { get; set; } = 100;

    /// <summary>Seconds that a large download waits before it is refused with <c>exports-busy</c>.</summary>
    public int MaxWaitSeconds { get; set; } = 300;

    /// <summary>Minimum average bytes per second of a client, after 15 seconds. A slower large download is stopped.</summary>
    public int MinBytesPerSecond { get; set; } = 16_384;

    /// <summary>Maximum duration of a large download in seconds.</summary>
    public int MaxDownloadSeconds { get; set; } = 3_600;

    /// <summary>How many export jobs a process runs at a time; 0 leaves them to other processes.</summary>
    public int MaxConcurrent { get; set; } = 2;

    /// <summary>Maximum unfinished jobs of one caller.</summary>
    public int MaxUnfinished { get; set; } = 20;

    /// <summary>Folder of finished files. Processes that share a database must share it. A relative path starts at the folder of appsettings.json.</summary>
    public string Folder { get; set; } = "data/exports";

    /// <summary>Hours for which a finished job and its file are kept.</summary>
    public double KeepHours { get; set; } = 24;

    /// <summary>Maximum total size of all kept files in bytes. A job whose file does not fit fails.</summary>
    public long MaxBytes { get; set; } = 10L * 1024 * 1024 * 1024;

    /// <summary>Seconds without a sign of life from a worker, after which another worker takes over its job.</summary>
    public double LeaseSeconds { get; set; } = 60;

    /// <summary>Seconds between two polls for jobs that other processes added or abandoned.</summary>
    public double PollSeconds { get; set; } = 5;
}
