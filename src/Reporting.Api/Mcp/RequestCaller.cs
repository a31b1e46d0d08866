using Reporting.Api.Access.Identity;
using Reporting.Api.Pipeline;
using Reporting.Engine.Access;

namespace Reporting.Api.Mcp;

/// <summary>The caller of the HTTP request, by key, token or session as for every other endpoint.</summary>
internal sealed class RequestCaller(IHttpContextAccessor accessor) : IMcpCaller
{
    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("A tool was called outside a request.");

    public Caller Caller => Context.Request.Caller();

    public bool May(Permission permission) => Context.Request.RequestIdentity().May(permission);

    public void Audit(string query) => AuditDraft.Of(Context)?.SetQuery(query);

    public void AuditResult(long? dataVersion, long? rows) => AuditDraft.Of(Context)?.SetResult(dataVersion, rows);
}

/// <summary>The user of the command line, who can read the database anyway.</summary>
internal sealed class CommandCaller : IMcpCaller
{
    public Caller Caller => Caller.Local;

    public bool May(Permission permission) => true;

    public void Audit(string query)
    {
    }

    public void AuditResult(long? dataVersion, long? rows)
    {
    }
}
