using Reporting.Api.Access;
using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Audit;

/// <summary>
/// Every request to an endpoint that needs a permission leaves a line in the audit trail, so that no endpoint can forget it: questions after
/// their answer, all else before the first byte of it; what cannot be recorded is not sent.
/// </summary>
internal static class AuditMiddleware
{
    /// <summary>After routing, and before <see cref="AccessMiddleware"/>: who was refused is in the trail too.</summary>
    public static void UseAudit(this WebApplication app)
    {
        var trail = app.Services.GetRequiredService<AuditTrail>();
        app.Use((context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<NeededPermission>() is { } needed)
            {
                Begin(context, trail, Action(needed.Permission, context.Request.Method));
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
        // HEAD has become GET before.
        var looks = HttpMethods.IsGet(method);
        return permission switch
        {
            Permission.Read => AuditAction.Question,
            Permission.Export => AuditAction.Export,
            Permission.Import => looks ? AuditAction.Question : AuditAction.Import,
            Permission.Schedule => looks ? AuditAction.Question : AuditAction.Change,
            _ => looks ? AuditAction.Administer : AuditAction.Change,
        };
    }
}
