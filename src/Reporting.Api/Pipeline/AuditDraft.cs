using System.Data.Common;
using Reporting.Api.Access.Identity;
using Reporting.Api.Requests;
using Reporting.Engine.Caching;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Pipeline;

/// <summary>The audit line of the current request, to which endpoints add details.</summary>
internal sealed class AuditDraft(HttpContext context, AuditTrail trail, AuditAction action)
{
    private readonly DateTimeOffset _receivedAt = trail.Now;
    private readonly string _subject = $"{context.Request.Method} {context.Request.Path}";
    private string? _query = EditionRequest.Audited(context);
    private long? _dataVersion;
    private long? _rows;
    private bool _isRecorded;
    private bool _isRefused;

    public static AuditDraft? Of(HttpContext context) => context.Features.Get<AuditDraft>();

    /// <summary>Sets the query if it is not in the URL.</summary>
    public void SetQuery(string text) => _query = EditionRequest.Of(context) is { } asked ? $"{EditionRequest.Parameter}={asked.Id}&{text}" : text;

    public void SetResponse(CachedResponse answer) => (_dataVersion, _rows) = (answer.DataVersion?.Version, answer.Rows);

    /// <summary>Sets the result of an endpoint that does not send a cached response.</summary>
    public void SetResult(long? version, long? count) => (_dataVersion, _rows) = (version, count);

    /// <summary>Marks the request as refused, even if the status is a redirect to the sign-in page.</summary>
    public void MarkRefused() => _isRefused = true;

    /// <summary>
    /// Writes the line before the response. If writing fails, a successful response is not sent; refusals and failures are sent, because they reveal no data.
    /// Called when the response starts, or earlier by endpoints whose work continues after the client leaves. The status must be set.
    /// </summary>
    public async Task RecordAsync()
    {
        if (_isRecorded)
        {
            return;
        }

        _isRecorded = true;
        try
        {
            await (IsAnonymousRefusal ? EnqueueAsync().AsTask() : trail.RecordAsync(Entry(), CancellationToken.None));
        }
        catch (Exception e) when (context.Response.StatusCode >= StatusCodes.Status400BadRequest)
        {
            trail.LogNotWritten(e);
        }
    }

    /// <summary>Records work that is already done, such as an import. If the line cannot be written now, it is queued.</summary>
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

    public ValueTask EnqueueAsync() => IsAnonymousRefusal ? trail.EnqueueAnonymousAsync(Entry(), CancellationToken.None) : trail.EnqueueAsync(Entry(), CancellationToken.None);

    private bool IsAnonymousRefusal => _isRefused && context.Features.Get<RequestIdentity>() is null or { IsAnonymous: true };

    private AuditEntry Entry()
    {
        // Null if the request failed before authentication.
        var caller = context.Features.Get<RequestIdentity>()?.Caller;
        var status = context.Response.StatusCode;
        return new AuditEntry(_receivedAt, caller?.Name ?? "unknown", caller?.RoleNames ?? string.Empty, action, _subject)
        {
            // Long queries are truncated to bound the memory of the queue. The trail truncates those of anonymous callers further.
            Question = _query is { Length: > AuditText.MaxQuery } && !IsAnonymousRefusal ? AuditText.Clean(_query, AuditText.MaxQuery) : _query,
            DataVersion = _dataVersion,
            Rows = _rows,
            Outcome = _isRefused ? AuditOutcome.Refused : status < 400 ? AuditOutcome.Answered : status < 500 ? AuditOutcome.Refused : AuditOutcome.Failed,
            Status = status,
        };
    }
}
