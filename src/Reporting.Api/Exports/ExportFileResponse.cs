namespace Reporting.Api.Exports;

/// <summary>The finished file of an export job.</summary>
public sealed record ExportFileResponse(string Name, string ContentType, long Bytes, string Href);
