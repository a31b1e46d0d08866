namespace Reporting.Warehouse.Imports;

/// <summary>One source as a file states it, in texts; empty where it says nothing.</summary>
public sealed record SourceRecord(int Row, string Source, string Publisher, string Title, string Url, string PublishedOn);
