using Reporting.Warehouse.Operations;

namespace Reporting.Api.Commands;

/// <summary>Commands leave lines in the audit trail too, under the name of who is signed in to the machine.</summary>
internal static class CommandAudit
{
    public static Task RecordAsync(IServiceProvider services, AuditAction action, string command, string? question, bool isAnswered, long? version = null, long? rows = null)
    {
        var trail = services.GetRequiredService<AuditTrail>();
        return trail.RecordAsync(
            new AuditEntry(trail.Now, $"local {Environment.UserName}", string.Empty, action, command)
            {
                Question = question,
                DataVersion = version,
                Rows = rows,
                Outcome = isAnswered ? AuditOutcome.Answered : AuditOutcome.Refused,
            },
            CancellationToken.None);
    }
}
