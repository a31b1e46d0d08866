using System.ComponentModel.DataAnnotations;

namespace Reporting.Api.Hosting;

/// <summary>Settings of memory use; section <c>Memory</c>.</summary>
public sealed class MemoryOptions
{
    public const string Section = "Memory";

    /// <summary>Maximum managed memory in bytes, at least 128 MB. Null: three quarters of the memory of the machine or container.</summary>
    [Range(128L * 1024 * 1024, long.MaxValue)]
    public long? MaxBytes { get; set; }

    /// <summary>Seconds without garbage collection after which unused memory is returned to the system; 0 for never.</summary>
    [Range(0, 86_400)]
    public int GiveBackSeconds { get; set; } = 60;
}
