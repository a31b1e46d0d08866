using Reporting.Api.Access.Identity;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.SignIn;

/// <summary>Audits sign-ins, sign-outs and refused attempts by name. The lines never contain what a person typed.</summary>
internal sealed class SignInTrail(AuditTrail trail)
{
    /// <summary>Called before the session starts. If the line cannot be written, sign-in fails.</summary>
    public Task InAsync(HttpContext context, string name, IEnumerable<string> roles) =>
        trail.RecordAsync(Line(context, name, string.Join(' ', roles)) with { Status = StatusCodes.Status303SeeOther }, CancellationToken.None);

    public ValueTask OutAsync(HttpContext context) =>
        context.Features.Get<RequestIdentity>() is { BySession: true, Caller: var caller }
            ? trail.EnqueueAsync(Line(context, caller.Name, caller.RoleNames) with { Status = StatusCodes.Status303SeeOther }, CancellationToken.None)
            : ValueTask.CompletedTask;

    /// <param name="keyId">The id of a revoked or expired key.</param>
    public ValueTask RefusedAsync(HttpContext context, Problem problem, string? keyId = null) => trail.EnqueueAnonymousAsync(
        Line(context, "anonymous", string.Empty) with
        {
            Question = $"refused={problem.Code}{(keyId is null ? null : "&id=" + keyId)}&address={IdentityResolver.AddressOf(context)}",
            Outcome = AuditOutcome.Refused,
            Status = StatusCodes.Status400BadRequest,
        },
        CancellationToken.None);

    private AuditEntry Line(HttpContext context, string name, string roles) => new(trail.Now, name, roles, AuditAction.SignIn, $"{context.Request.Method} {context.Request.Path}");
}
