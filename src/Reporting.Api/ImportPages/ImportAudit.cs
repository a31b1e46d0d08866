using System.Data.Common;
using Reporting.Engine.Access;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.Queue;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.ImportPages;

/// <summary>Records the result of an import that ended after its request.</summary>
internal static class ImportAudit
{
    public static async Task RecordAsync(AuditTrail trail, Caller caller, string subject, string description, ImportJob? job, Problem? refusal)
    {
        var result = job?.Result;
        var entry = new AuditEntry(trail.Now, caller.Name, caller.RoleNames, AuditAction.Import, subject)
        {
            Question = description + "&ended=true",
            DataVersion = job?.ImportKey ?? result?.DataVersion,
            Rows = refusal is null && result is not null ? result.Added + result.Changed + result.Retired : null,
            Outcome = refusal is null ? AuditOutcome.Answered : refusal.Kind == ProblemKind.Unavailable ? AuditOutcome.Failed : AuditOutcome.Refused,
        };
        try
        {
            await trail.RecordAsync(entry, CancellationToken.None);
        }
        catch (Exception e) when (e is DbException || DatabaseProblem.Of(e) is not null)
        {
            // The import is done, so its line waits until the database is back.
            trail.LogNotWritten(e);
            await trail.EnqueueAsync(entry, CancellationToken.None);
        }
    }
}
