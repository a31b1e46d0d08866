using Reporting.Api.Access;
using Reporting.Api.Access.Identity;
using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Pipeline;

/// <summary>
/// Audits every request to an endpoint that needs a permission. Queries are audited after the response, other requests before its first byte.
/// If such a line cannot be written, the response is not sent.
/// </summary>
internal static class AuditMiddleware
{
    /// <summary>Runs after routing and before <see cref="AccessMiddleware"/>, so that refused requests are audited too.</summary>
    public static void UseAudit(this WebApplication app)
    {
        var trail = app.Services.GetRequiredService<AuditTrail>();
        app.Use((context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<NeededPermission>() is { } needed)
            {
                var named = context.GetEndpoint()!.Metadata.GetMetadata<AuditedAs>();
                Begin(context, trail, named?.Action ?? Action(needed.Permission, context.Request.Method));
            }

            return next(context);
        });
    }

    private static void Begin(HttpContext context, AuditTrail trail, AuditAction action)
    {
        var draft = new AuditDraft(context, trail, action);
        context.Features.Set(draft);
        if (action == AuditAction.Question)
        {
            context.Response.OnCompleted(static state => ((AuditDraft)state).EnqueueAsync().AsTask(), draft);
        }
        else
        {
            context.Response.OnStarting(static state => ((AuditDraft)state).RecordAsync(), draft);
        }
    }

    private static AuditAction Action(Permission permission, string method)
    {
        // HEAD requests were changed to GET earlier.
        var isRead = HttpMethods.IsGet(method);
        return permission switch
        {
            Permission.Read => AuditAction.Question,
            Permission.Export => AuditAction.Export,
            Permission.Import => isRead ? AuditAction.Question : AuditAction.Import,
            Permission.Schedule => isRead ? AuditAction.Question : AuditAction.Change,
            _ => isRead ? AuditAction.Administer : AuditAction.Change,
        };
    }
}

/// <summary>Names the action of an endpoint in the audit trail, where it does not follow from the permission.</summary>
internal sealed record AuditedAs(AuditAction Action);
