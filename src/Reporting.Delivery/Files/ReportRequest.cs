namespace Reporting.Delivery.Files;

/// <summary>A report's file as somebody asks for it; nothing of it is checked yet.</summary>
/// <param name="Section">Only this section; null for the whole report.</param>
public sealed record ReportRequest(string Report, string Format, string? Section, IReadOnlyList<KeyValuePair<string, string>> Parameters);
