using ModelContextProtocol.Protocol;
using Reporting.Api.Access.Identity;
using Reporting.Api.Editions;
using Reporting.Api.Pipeline;
using Reporting.Engine.Access;
using Reporting.Engine.Definitions;

namespace Reporting.Api.Mcp;

/// <summary>The caller of the HTTP request, by key, token or session as for every other endpoint.</summary>
internal sealed class RequestCaller(IHttpContextAccessor accessor) : IMcpCaller
{
    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("A tool was called outside a request.");

    public Caller Caller => Context.Request.Caller();

    public bool May(Permission permission) => Context.Request.RequestIdentity().May(permission);

    public Task<CallToolResult> InEditionAsync(string edition, Func<Task<CallToolResult>> tool, CancellationToken cancellationToken) =>
        EditionMiddleware.AnswerAsync(Context, edition, tool, ToolAnswer.Of);

    public void Audit(string query) => AuditDraft.Of(Context)?.SetQuery(query);

    public void AuditResult(long? dataVersion, long? rows) => AuditDraft.Of(Context)?.SetResult(dataVersion, rows);
}

/// <summary>The user of the command line, who can read the database anyway.</summary>
internal sealed class CommandCaller(EditionReader editions) : IMcpCaller
{
    public Caller Caller => Caller.Local;

    public bool May(Permission permission) => true;

    public Task<CallToolResult> InEditionAsync(string edition, Func<Task<CallToolResult>> tool, CancellationToken cancellationToken) =>
        editions.InAsync(edition, _ => tool(), ToolAnswer.Of, cancellationToken);

    public void Audit(string query)
    {
    }

    public void AuditResult(long? dataVersion, long? rows)
    {
    }
}
