namespace Reporting.Engine.Caching;

/// <summary>Limits of the response cache in memory; section <c>Cache</c>.</summary>
public sealed class CacheOptions
{
    public const string Section = "Cache";

    /// <summary>False computes every response; ETags stay.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Most bytes of all cached responses and their keys.</summary>
    public long MaxBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Larger responses are not cached.</summary>
    public long MaxEntryBytes { get; set; } = 8L * 1024 * 1024;
}
