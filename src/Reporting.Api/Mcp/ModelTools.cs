using System.ComponentModel;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Reporting.Api.Models;
using Reporting.Engine.Caching;
using Reporting.Engine.Execution;
using Reporting.Engine.Members;
using Reporting.Engine.Model;

namespace Reporting.Api.Mcp;

/// <summary>Tools that describe the model: measures, dimensions and their members.</summary>
[McpServerToolType]
internal sealed class ModelTools(IMcpCaller caller, CurrentModel models, QueryParameters parameters, MemberRunner members, ResultCache cache, IOptions<JsonOptions> json)
{
    private const int DefaultMembers = 50;
    private const int MaxMembers = 500;

    [McpServerTool(Name = "describe_model", Title = "Measures and dimensions", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Lists the measures and dimensions of queries. addsUpOver says over which dimensions the rows of a measure may be added. Call this before query.")]
    public CallToolResult DescribeModel([Description("Language of captions: en, hi or he.")] string? lang = null) =>
        new ToolQuery("describe_model").Add("lang", lang).Read(parameters, caller, ["lang"], filters: false).IsValue(out var query, out var problem)
            ? ToolAnswer.Of(ModelEndpoints.Answer(models.Value, caller.Caller, query.Language))
            : ToolAnswer.Of(problem);

    [McpServerTool(Name = "find_members", Title = "Members of a dimension", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Finds members of a dimension by a part of their name or code. Filters of query and list_engagements take the codes.")]
    public async Task<CallToolResult> FindMembers(
        [Description("A dimension of describe_model, such as domain, participant_country or organisation.")] string dimension,
        [Description("Part of the name or code; left out, all members.")] string? search = null,
        [Description("Number of members, 1 to 500; usually 50.")] int? limit = null,
        [Description("The value of next in the previous answer.")] string? after = null,
        [Description("Language of names: en, hi or he.")] string? lang = null,
        CancellationToken cancellationToken = default)
    {
        var asked = new ToolQuery("find_members").Add("search", search).Limit(limit, DefaultMembers, MaxMembers).Add("after", after).Add("lang", lang);
        if (!asked.Read(parameters, caller, ["search", "limit", "after", "lang"], filters: false).IsValue(out var query, out var problem))
        {
            return ToolAnswer.Of(problem);
        }

        var (found, scope) = (new MemberQuery(dimension, query.Search, query.After, query.Limit, query.Language), caller.Caller);
        var key = await cache.KeyAsync(ModelEndpoints.KeyOf(found), scope, cancellationToken);
        if (!(await cache.AnswerAsync(key, async cancel => (await members.ListAsync(found, scope, key.Version, cancel)).Then<CachedResponse>(page => ModelEndpoints.Response(page, query.Limit, json)), cancellationToken)).IsValue(out var answer, out problem))
        {
            return ToolAnswer.Of(problem);
        }

        caller.AuditResult(answer.DataVersion?.Version, answer.Rows);
        return ToolAnswer.Of(answer);
    }
}
