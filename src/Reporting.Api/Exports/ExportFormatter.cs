using Reporting.Delivery.Files;

namespace Reporting.Api.Exports;

/// <summary>Describes an export job for the audit trail, as the address of the same download.</summary>
internal static class ExportFormatter
{
    public static string Of(ReportRequest request) => $"/api/v1/reports/{request.Report}/{request.Format}{QueryString.Create(
    [
        .. request.Parameters.Select(p => new KeyValuePair<string, string?>(p.Key, p.Value)),
        .. request.Section is { } section ? [new("section", section)] : Array.Empty<KeyValuePair<string, string?>>(),
    ])}";
}
