using Reporting.Delivery.Files;

namespace Reporting.Api.Reports;

/// <summary>A report's file as name=value pairs ask for it: <c>section</c> is one of them.</summary>
internal static class ReportRequests
{
    public static ReportRequest Of(string report, string format, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var given = pairs.ToLookup(p => p.Key == "section");
        return new ReportRequest(report, format, given[true].Select(p => p.Value).LastOrDefault(), [.. given[false]]);
    }
}
