using System.Globalization;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Values;

/// <summary>The words that renderers add of their own; everything else comes with the document.</summary>
internal static class Captions
{
    public const string Total = "Total";
    public const string Contents = "Contents";
    public const string DataVersion = "Data version";
    public const string DataAsOf = "Data as of";
    public const string Counting = "How it is counted";
    public const string Filters = "Shows";
    public const string Handling = "Handling";
    public const string NothingFound = "Nothing matches.";

    /// <summary>UTC, with its offset said; the time of the data, never of the clock.</summary>
    public static string AsOf(DateTimeOffset? time) =>
        time?.ToUniversalTime().ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "no data yet";

    public static string Version(Provenance provenance) =>
        string.Create(CultureInfo.InvariantCulture, $"{DataVersion} {provenance.DataVersion}, as of {AsOf(provenance.DataAsOf)}");
}
