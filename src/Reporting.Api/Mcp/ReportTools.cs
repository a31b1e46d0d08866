using System.ComponentModel;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Reporting.Api.Reports;
using Reporting.Api.Verify;
using Reporting.Delivery.Files;
using Reporting.Delivery.Verify;
using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Mcp;

/// <summary>Tools for installed reports and their files.</summary>
[McpServerToolType]
internal sealed class ReportTools(IMcpCaller caller, ReportFiles files, ReportVerifier verifier)
{
    [McpServerTool(Name = "run_report", Title = "A report", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Runs an installed report: headline, figures, tables, and the hash with which verify recognises it. The resource reporting://reports lists reports and parameters.")]
    public async Task<CallToolResult> RunReport(
        [Description("Id of the report, such as yearly-review.")] string report,
        [Description("Parameters of the report, such as {\"year\":[\"2025\"]}.")] Dictionary<string, string[]>? parameters = null,
        [Description("Only this section of the report.")] string? section = null,
        [Description("Language of the report: en, hi or he.")] string? lang = null,
        CancellationToken cancellationToken = default)
    {
        var asked = new ToolQuery("run_report/" + report).Filters(parameters).Add("section", section).Add("lang", lang);
        caller.Audit(asked.ToString());
        if (!caller.May(Permission.Export))
        {
            return ToolAnswer.Of(new Problem(ErrorCodes.PermissionMissing, "Reports need the permission 'export', which your roles do not include.", "Use the tool 'query', or ask an administrator for a role with the permission."));
        }

        if (section == ReportPlan.DataSection)
        {
            return ToolAnswer.Of(new Problem(ErrorCodes.UnknownSection, "The rows behind the figures are too many for an answer.", "Use list_engagements with filters."));
        }

        var usual = section is null && !asked.Pairs.Any(p => p.Key == "detail") ? asked.Add("detail", "brief") : asked;
        if (!(await files.MakeAsync(ReportRequests.Of(report, "json", usual.Pairs), caller.Caller, cancellationToken)).IsValue(out var answer, out var problem))
        {
            return ToolAnswer.Of(problem);
        }

        caller.AuditResult(answer.DataVersion?.Version, answer.Rows);
        return ToolAnswer.Of(answer);
    }

    [McpServerTool(Name = "verify", Title = "Verify a file", ReadOnly = true, OpenWorld = false)]
    [Description("Says whether this service issued the file with this hash, of which edition it is, and which of its figures differ today.")]
    public async Task<CallToolResult> Verify([Description("The 64 hexadecimal digits in the file.")] string hash, CancellationToken cancellationToken)
    {
        caller.Audit("verify?hash=" + hash);
        return VerifyEndpoints.Hash(hash).IsValue(out var digits, out var problem)
            ? ToolAnswer.Of(VerifyResponse.Of(await verifier.VerifyAsync(digits, caller.Caller, cancellationToken)))
            : ToolAnswer.Of(problem);
    }
}
