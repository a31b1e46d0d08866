using System.ComponentModel.DataAnnotations;

namespace Reporting.Api.Hosting;

/// <summary>How much memory the process may take; section <c>Memory</c>.</summary>
public sealed class MemoryOptions
{
    public const string Section = "Memory";

    /// <summary>Bytes of managed memory at most, 128 MB or more; null for three quarters of what the machine or the container has.</summary>
    [Range(128L * 1024 * 1024, long.MaxValue)]
    public long? MaxBytes { get; set; }

    /// <summary>Seconds without collections after which memory that is not used is given back to the system; 0 for never.</summary>
    [Range(0, 86_400)]
    public int GiveBackSeconds { get; set; } = 60;
}
