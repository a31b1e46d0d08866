using System.Globalization;

namespace Reporting.Warehouse.Editions;

/// <summary>
/// An earlier data version that is asked like an edition, under the id <c>version-12</c>. The list of editions does not have it, and no edition can be
/// published under such an id.
/// </summary>
public static class VersionEdition
{
    private const string Prefix = "version-";

    public static string IdOf(long version) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{version}");

    /// <summary>True for an id of this form.</summary>
    public static bool IsId(string id) => VersionOf(id) is not null;

    /// <summary>The data version of an id; null for the id of an edition.</summary>
    public static long? VersionOf(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) && long.TryParse(id.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && IdOf(version) == id ? version : null;

    public static Edition Of(long version, DateTimeOffset at) => new()
    {
        Id = IdOf(version), IsFinal = false, IsRebuilt = true, Note = string.Empty, Maker = string.Empty, MadeAt = at, DataVersion = version, Engagements = 0, Bytes = 0, Tables = [],
        Reports = new Dictionary<string, string>(),
    };
}
