namespace Reporting.Engine.Caching;

/// <summary>How many finished answers are kept in memory; section <c>Cache</c>.</summary>
public sealed class CacheOptions
{
    public const string Section = "Cache";

    /// <summary>False computes every answer anew; ETags stay.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Bytes that all kept answers and their questions may take.</summary>
    public long MaxBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Larger answers are not kept.</summary>
    public long MaxEntryBytes { get; set; } = 8L * 1024 * 1024;
}
