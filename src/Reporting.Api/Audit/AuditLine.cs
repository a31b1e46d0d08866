namespace Reporting.Api.Audit;

/// <summary>A line of the audit trail. <c>At</c> is UTC; <c>Times</c>: equal questions of one moment are one line.</summary>
public sealed record AuditLine(
    long Key, DateTimeOffset At, string Caller, string Roles, string Action, string Subject, string? Question, long? DataVersion, long? Rows, string Outcome, int? Status, int Times);
