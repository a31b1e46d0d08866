using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Reporting.Warehouse.Text;

/// <summary>Instants in UTC. As text they are to the second for programs, to the minute for people.</summary>
public static class Instants
{
    /// <summary>For example 2026-01-31T08:00:00Z.</summary>
    public static string Iso(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [return: NotNullIfNotNull(nameof(instant))]
    public static string? Iso(DateTimeOffset? instant) => instant is { } known ? Iso(known) : null;

    /// <summary>The present instant in whole seconds, as databases store it.</summary>
    public static DateTimeOffset NowInSeconds(this TimeProvider time) => DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>For example 2026-01-31 08:00.</summary>
    public static string Minute(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Text without a zone is UTC.</summary>
    public static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
