namespace Reporting.Api.Exports;

/// <summary>Why an export job failed; codes are those of docs/errors.md.</summary>
public sealed record ExportErrorResponse(string Code, string Detail, string Hint);
