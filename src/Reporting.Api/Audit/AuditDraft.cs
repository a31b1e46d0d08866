using System.Data.Common;
using Reporting.Api.Access;
using Reporting.Engine.Caching;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Audit;

/// <summary>What the audit trail will say of the request in hand; endpoints add what only they know.</summary>
internal sealed class AuditDraft(HttpContext context, AuditTrail trail, AuditAction action)
{
    private readonly DateTimeOffset at = trail.Now;
    private readonly string subject = $"{context.Request.Method} {context.Request.Path}";
    private string? question = context.Request.QueryString.Value;
    private long? dataVersion;
    private long? rows;
    private bool isRecorded;
    private bool isTurnedAway;

    public static AuditDraft? Of(HttpContext context) => context.Features.Get<AuditDraft>();

    /// <summary>The question, where it did not stand in the URL.</summary>
    public void SetQuery(string words) => question = words;

    public void SetResponse(CachedResponse answer) => (dataVersion, rows) = (answer.DataVersion?.Version, answer.Rows);

    /// <summary>What an endpoint did that has no answer of the engine.</summary>
    public void SetResult(long? version, long? count) => (dataVersion, rows) = (version, count);

    /// <summary>Who asks was not let in, whatever the status says: people are led to the sign-in page.</summary>
    public void MarkRateLimited() => isTurnedAway = true;

    /// <summary>
    /// What cannot be recorded is not sent; a refusal or a failure gives nothing away and is sent all the same. Called when the answer starts, and before by
    /// endpoints whose work counts though nobody may wait for the answer any more; the status must be set.
    /// </summary>
    public async Task RecordAsync()
    {
        if (isRecorded)
        {
            return;
        }

        isRecorded = true;
        try
        {
            await (IsOfStranger ? EnqueueAsync().AsTask() : trail.RecordAsync(Entry(), CancellationToken.None));
        }
        catch (Exception e) when (context.Response.StatusCode >= StatusCodes.Status400BadRequest)
        {
            trail.LogNotWritten(e);
        }
    }

    /// <summary>Of what is done already and stays done, such as an import: a line for which there is no room now is written as soon as there is.</summary>
    public async Task RecordDoneAsync()
    {
        try
        {
            await RecordAsync();
        }
        catch (Exception e) when (e is DbException || DatabaseProblem.Of(e) is not null)
        {
            trail.LogNotWritten(e);
            await EnqueueAsync();
        }
    }

    public ValueTask EnqueueAsync() => IsOfStranger ? trail.EnqueueAnonymousAsync(Entry(), CancellationToken.None) : trail.EnqueueAsync(Entry(), CancellationToken.None);

    private bool IsOfStranger => isTurnedAway && context.Features.Get<RequestIdentity>() is null or { IsAnonymous: true };

    private AuditEntry Entry()
    {
        // Nobody where the request failed before it was known who asks.
        var caller = context.Features.Get<RequestIdentity>()?.Caller;
        var status = context.Response.StatusCode;
        return new AuditEntry(at, caller?.Name ?? "unknown", caller?.RoleNames ?? string.Empty, action, subject)
        {
            // Many wait together to be written: long ones are cut before. Those of strangers are cut shorter.
            Question = question is { Length: > AuditText.MaxQuestion } && !IsOfStranger ? AuditText.Clean(question, AuditText.MaxQuestion) : question,
            DataVersion = dataVersion,
            Rows = rows,
            Outcome = isTurnedAway ? AuditOutcome.Refused : status < 400 ? AuditOutcome.Answered : status < 500 ? AuditOutcome.Refused : AuditOutcome.Failed,
            Status = status,
        };
    }
}
