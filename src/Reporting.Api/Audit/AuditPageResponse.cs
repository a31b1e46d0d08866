namespace Reporting.Api.Audit;

/// <summary><c>Next</c> is the <c>after</c> of the next page; null on the last.</summary>
public sealed record AuditPageResponse(int Rows, bool Truncated, int Limit, long? Next);
