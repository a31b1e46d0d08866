using Reporting.Warehouse.Operations;

namespace Reporting.Api.Commands;

/// <summary>Audits commands under the name of the operating system's user.</summary>
internal static class CommandAudit
{
    public static Task RecordAsync(IServiceProvider services, AuditAction action, string command, string? query, bool isAnswered, long? version = null, long? rows = null)
    {
        var trail = services.GetRequiredService<AuditTrail>();
        return trail.RecordAsync(
            new AuditEntry(trail.Now, $"local {Environment.UserName}", string.Empty, action, command)
            {
                Question = query,
                DataVersion = version,
                Rows = rows,
                Outcome = isAnswered ? AuditOutcome.Answered : AuditOutcome.Refused,
            },
            CancellationToken.None);
    }
}
