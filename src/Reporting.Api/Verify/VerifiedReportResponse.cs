namespace Reporting.Api.Verify;

/// <summary>An answer that went out in a file, as the file says it.</summary>
public sealed record VerifiedReportResponse(
    string Report, string Language, string Question, string Filters, string Counting, long DataVersion, DateTimeOffset? DataAsOf, long Rows, bool Truncated, DateTimeOffset GivenAt);
