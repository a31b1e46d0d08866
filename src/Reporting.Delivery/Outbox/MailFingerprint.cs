using System.Text.Json;
using Reporting.Engine.Access;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Outbox;

/// <summary>Decides whether mails are equal, unchanged or empty.</summary>
internal static class MailFingerprint
{
    // Keys without an edition stay as they were, so that mails are still compared with those of an earlier version of the program.
    public static string GroupKey(MailContentKey key, Caller caller) => Hash((key.Edition is { } edition ? $"edition {edition} " : string.Empty) + JsonSerializer.Serialize(
        new { key.Report, Parameters = key.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal), key.Formats, key.HasLists, Scope = caller.Key }));

    public static string Of(ReportDocument document) =>
        Hash(JsonSerializer.Serialize(new { document.Parameters, Sections = document.Sections.Select(s => (object)s) }));

    public static bool IsEmpty(ReportDocument document) => document.Sections.OfType<KpiSection>().SelectMany(s => s.Items).ToList() is { Count: > 0 } figures
        ? figures.TrueForAll(k => k.Value is null or 0L or 0.0 or 0m)
        : document.Rows == 0;

    public static string Hash(string text) => Sha256.Of(text);
}
