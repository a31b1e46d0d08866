namespace Reporting.Api.Imports;

/// <summary>Why nothing of a file was taken; codes are those of docs/errors.md.</summary>
public sealed record ImportErrorResponse(string Code, string Detail, string Hint);
