using System.ComponentModel;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Reporting.Api.Aggregates;
using Reporting.Api.Changes;
using Reporting.Api.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Mcp;

/// <summary>Tools for figures and the engagements behind them.</summary>
[McpServerToolType]
internal sealed class FigureTools(IMcpCaller caller, CurrentModel models, QueryParameters parameters, AggregateResponses aggregates, EngagementResponses listed, EngagementRunner engagements, ChangesRunner changes, SinceReader editions)
{
    private const int DefaultRows = 50;
    private const int MaxRows = 500;
    private const int DefaultEngagements = 20;
    private const int MaxEngagements = 100;
    private const string FilterText = "Codes by dimension, such as {\"participant_country\":[\"IN\"],\"year\":[\"2020..2025\"]}. name_any and name_all of a dimension with several members match whole engagements.";

    [McpServerTool(Name = "query", Title = "Figures", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Counts or sums measures by dimensions. totals counts each engagement once, whatever the rows show: use it instead of adding rows.")]
    public async Task<CallToolResult> Query(
        [Description("Measures of describe_model; left out, engagements.")] string[]? measures = null,
        [Description("Dimensions of a row; left out, one row for everything.")] string[]? by = null,
        [Description(FilterText)] Dictionary<string, string[]>? filters = null,
        [Description("Dimensions over which you want to add rows up. A sum that would count an engagement twice is refused.")] string[]? sumOver = null,
        [Description("Measures or dimensions to sort by; - before a name sorts descending.")] string[]? order = null,
        [Description("Number of rows, 1 to 500; usually 50.")] int? limit = null,
        [Description("Id of an edition: its figures stand beside those of the answer, as measure.before, with measure.difference.")] string? compare = null,
        [Description("Language of names: en, hi or he.")] string? lang = null,
        CancellationToken cancellationToken = default)
    {
        var asked = new ToolQuery("query").Add("measures", measures).Add("by", by?.Except(sumOver ?? []).ToList()).Filters(filters)
            .Add("order", order).Limit(limit, DefaultRows, MaxRows).Add("totals", "true").Add(QueryParameters.Compare, compare).Add("lang", lang);
        if (!asked.Read(parameters, caller).IsValue(out var query, out var problem)
            || !SafeSum.Check(models.Value.VisibleTo(caller.Caller.Visible), query, sumOver ?? []).IsValue(out _, out problem)
            || !(await aggregates.AnswerAsync(query, caller.Caller, cancellationToken)).IsValue(out var answer, out problem))
        {
            return ToolAnswer.Of(problem);
        }

        caller.AuditResult(answer.DataVersion?.Version, answer.Rows);
        var more = answer.Truncated is null ? null : $"Some rows are left out ({answer.Truncated}). Ask with a larger limit or with filters. The totals are complete.";
        return ToolAnswer.Of(answer, ("doNotAdd", SafeSum.DoNotAdd(models.Value, query)), ("more", more));
    }

    [McpServerTool(Name = "list_engagements", Title = "Engagements behind a figure", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Lists engagements newest first: dates, titles, domains with weights, participants and sources. meta.rowsInAll is their number.")]
    public async Task<CallToolResult> ListEngagements(
        [Description(FilterText)] Dictionary<string, string[]>? filters = null,
        [Description("Words that a text or the name of a member contains.")] string? find = null,
        [Description("Number of engagements, 1 to 100; usually 20.")] int? limit = null,
        [Description("The value of meta.next in the previous answer.")] string? after = null,
        [Description("Language of names: en, hi or he.")] string? lang = null,
        CancellationToken cancellationToken = default)
    {
        var asked = new ToolQuery("list_engagements").Filters(filters).Add("find", find).Limit(limit, DefaultEngagements, MaxEngagements).Add("after", after).Add("lang", lang);
        if (!asked.Read(parameters, caller, EngagementsEndpoints.Own).IsValue(out var query, out var problem)
            || !(await listed.AnswerAsync(query, caller.Caller, cancellationToken)).IsValue(out var page, out problem))
        {
            return ToolAnswer.Of(problem);
        }

        caller.AuditResult(page.DataVersion?.Version, page.Rows);
        return ToolAnswer.Of(page);
    }

    [McpServerTool(Name = "what_changed", Title = "What changed", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Engagements that are new, corrected, recoded or withdrawn since a data version, a day or an edition, with old and new values; members lists corrected names.")]
    public async Task<CallToolResult> WhatChanged(
        [Description("A data version of an earlier answer, a day such as 2025-07-01, or the id of an edition.")] string since,
        [Description("Number of changes, 1 to 100; usually 20.")] int? limit = null,
        [Description("The value of meta.next in the previous answer.")] string? after = null,
        [Description("Language of names: en, hi or he.")] string? lang = null,
        CancellationToken cancellationToken = default)
    {
        var asked = new ToolQuery("what_changed").Add("since", since).Limit(limit, DefaultEngagements, MaxEngagements).Add("after", after).Add("lang", lang);
        if (!asked.Begin(caller).IsValue(out var pairs, out var problem)
            || !ChangesParameters.Read(await editions.ResolveAsync(pairs, cancellationToken), parameters, caller.Caller).IsValue(out var query, out problem)
            || !(await changes.RunAsync(query, caller.Caller, cancellationToken)).IsValue(out var page, out problem))
        {
            return ToolAnswer.Of(problem);
        }

        caller.AuditResult(page.Version.Version, page.Changes.Count);
        return ToolAnswer.Of(ChangesResponse.Of(page));
    }

    [McpServerTool(Name = "get_engagement", Title = "One engagement", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("One engagement by its code, with its links and sources.")]
    public async Task<CallToolResult> GetEngagement(
        [Description("The code, as list_engagements gives it.")] string code,
        [Description("Language of names: en, hi or he.")] string? lang = null,
        CancellationToken cancellationToken = default)
    {
        if (!new ToolQuery("get_engagement").Add("lang", lang).Read(parameters, caller, ["lang"], filters: false).IsValue(out var query, out var problem)
            || !(await engagements.FindAsync(code, query.Language, caller.Caller, null, cancellationToken)).IsValue(out var found, out problem))
        {
            return ToolAnswer.Of(problem);
        }

        caller.AuditResult(found.Version.Version, 1);
        return ToolAnswer.Of(new JsonObject { ["engagement"] = ToolAnswer.Node(found.Engagement), ["dataVersion"] = found.Version.Version });
    }
}

/// <summary>Whether rows may be added up, which the additivity of the measures decides.</summary>
internal static class SafeSum
{
    /// <summary>Refuses a sum over a dimension where a measure counts an engagement in several rows.</summary>
    public static Outcome<SemanticModel> Check(SemanticModel model, ReportQuery query, IReadOnlyList<string> over)
    {
        foreach (var id in over)
        {
            if (!model.Dimension(id).IsValue(out var dimension, out var problem))
            {
                return problem;
            }

            foreach (var name in query.Measures.DefaultIfEmpty(CachedQuery.DefaultMeasure))
            {
                if (!model.Measure(name).IsValue(out var measure, out problem))
                {
                    return problem;
                }

                if (!measure.AddsUpOver(dimension))
                {
                    var meant = string.Join(", ", query.By.Except([id]).Select(d => $"\"{d}\""));
                    return new Problem(
                        ErrorCodes.NotAdditive,
                        $"The rows of {measure.Id} by {id} do not add up: their sum can count an engagement several times.",
                        $"Ask query with by=[{meant}] and filters on {id} for a total that counts each engagement once{Instead(model, dimension)}.");
                }
            }
        }

        return model;
    }

    /// <summary>The dimensions of the rows over which each measure does not add up; null if all rows may be added.</summary>
    public static JsonNode? DoNotAdd(SemanticModel model, ReportQuery query)
    {
        var barred = new JsonObject();
        foreach (var name in query.Measures.DefaultIfEmpty(CachedQuery.DefaultMeasure))
        {
            if (model.Measure(name).IsValue(out var measure, out _)
                && query.By.Where(id => model.Dimension(id).IsValue(out var dimension, out _) && !measure.AddsUpOver(dimension)).ToList() is { Count: > 0 } over)
            {
                barred[name] = new JsonArray([.. over.Select(id => JsonValue.Create(id))]);
            }
        }

        return barred.Count > 0 ? barred : null;
    }

    private static string Instead(SemanticModel model, ModelDimension dimension) =>
        model.Measures.Where(m => m.AddsUpOver(dimension)).Select(m => m.Id).ToList() is { Count: > 0 } additive && dimension.IsMany
            ? $", or ask for a measure whose rows add up: {string.Join(", ", additive.Take(3))}"
            : string.Empty;
}
