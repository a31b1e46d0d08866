namespace Reporting.Api.Exports;

/// <summary>The finished file of an export job.</summary>
public sealed record ExportFileAnswer(string Name, string ContentType, long Bytes, string Href);
