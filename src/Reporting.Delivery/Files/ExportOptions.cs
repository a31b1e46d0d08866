namespace Reporting.Delivery.Files;

/// <summary>Large files and export jobs; section <c>Exports</c>.</summary>
public sealed class ExportOptions
{
    public const string Section = "Exports";

    /// <summary>Most rows behind the figures that one file may hold; a question with more is refused before it runs.</summary>
    public long MaxRows { get; set; } = 10_000_000;

    /// <summary>How many large downloads are written at a time; others wait for their turn.</summary>
    public int MaxDownloads { get; set; } = 2;

    /// <summary>How many may wait; further ones are told to come back.</summary>
    public int MaxWaiting { get; set; } = 100;

    /// <summary>Seconds that a large download waits for its turn before it is told to come back.</summary>
    public int MaxWaitSeconds { get; set; } = 300;

    /// <summary>Bytes per second that a client has to take on average, after a grace of 15 seconds; a slower large download is cut.</summary>
    public int MinBytesPerSecond { get; set; } = 16_384;

    /// <summary>Seconds after which a large download is cut, however fast its client is.</summary>
    public int MaxDownloadSeconds { get; set; } = 3_600;

    /// <summary>How many export jobs a process works on at a time; 0 leaves them to other processes.</summary>
    public int MaxConcurrent { get; set; } = 2;

    /// <summary>Most unfinished jobs of one caller.</summary>
    public int MaxUnfinished { get; set; } = 20;

    /// <summary>Where finished files lie; processes that share a database share this folder. A relative path starts at the folder of appsettings.json.</summary>
    public string Folder { get; set; } = "data/exports";

    /// <summary>Hours that a finished job and its file are kept.</summary>
    public double KeepHours { get; set; } = 24;

    /// <summary>Bytes that all kept files may take; a job that would take more fails.</summary>
    public long MaxBytes { get; set; } = 10L * 1024 * 1024 * 1024;

    /// <summary>Seconds after which a job whose process fell silent is taken over by another.</summary>
    public double LeaseSeconds { get; set; } = 60;

    /// <summary>Seconds between two looks for jobs that other processes took in, or left.</summary>
    public double PollSeconds { get; set; } = 5;
}
