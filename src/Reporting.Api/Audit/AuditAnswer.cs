namespace Reporting.Api.Audit;

/// <summary>A page of the audit trail.</summary>
public sealed record AuditAnswer(IReadOnlyList<AuditLine> Data, AuditMeta Meta);
