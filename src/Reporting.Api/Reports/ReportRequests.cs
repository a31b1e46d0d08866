using Reporting.Delivery.Files;

namespace Reporting.Api.Reports;

/// <summary>Creates a report request from name=value pairs, of which <c>section</c> is one.</summary>
internal static class ReportRequests
{
    public static ReportRequest Of(string report, string format, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var pairsBySection = pairs.ToLookup(p => p.Key == "section");
        return new ReportRequest(report, format, pairsBySection[true].Select(p => p.Value).LastOrDefault(), [.. pairsBySection[false]]);
    }
}
