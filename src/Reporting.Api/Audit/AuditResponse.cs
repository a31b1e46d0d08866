namespace Reporting.Api.Audit;

/// <summary>A page of the audit trail.</summary>
public sealed record AuditResponse(IReadOnlyList<AuditLine> Data, AuditPageResponse Meta);
