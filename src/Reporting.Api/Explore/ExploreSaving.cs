using System.Text.Json;
using System.Text.Json.Nodes;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Explore;

/// <summary>Keeps what Explore shows: as a new report, in place of a saved one, or as further sections of one.</summary>
internal sealed class ExploreSaving(SavedReportService saved, CurrentModel models, TimeProvider time)
{
    public const string ReplacePrefix = "replace:";
    public const string AppendPrefix = "append:";

    /// <param name="to">Empty for a new report; else <c>replace:</c> or <c>append:</c> and the id of a saved one.</param>
    /// <param name="title">The title; null for the usual one, which every language has.</param>
    /// <param name="roles">The roles with which a new report is shared. An existing one keeps its own.</param>
    public async Task<Outcome<SavedReport>> SaveAsync(ExploreState state, string to, string? title, IReadOnlyList<string> roles, Caller caller, CancellationToken cancellationToken)
    {
        if (!new ExploreCompiler(models.Value.VisibleTo(caller.Visible)).Compile(state, title, withDefaults: true).IsValue(out var definition, out var problem))
        {
            return problem;
        }

        if (to.Length == 0)
        {
            return await saved.AddAsync(definition.Text, roles, caller, cancellationToken);
        }

        if (!(await saved.FindAsync(to.Split(':', 2)[^1], caller, cancellationToken)).IsValue(out var before, out problem))
        {
            return problem;
        }

        return to.StartsWith(AppendPrefix, StringComparison.Ordinal)
            ? Appended(before.Text, definition, state).IsValue(out var text, out problem) ? await saved.ChangeAsync(before, text, null, caller, cancellationToken) : problem
            : await saved.ChangeAsync(before, definition.Text, null, caller, cancellationToken);
    }

    /// <summary>
    /// The report with further sections at its end. Its parameters stay as they are, so filters of the new sections are written into these sections. Their years are
    /// those of the report, if it has a parameter for years.
    /// </summary>
    private Outcome<string> Appended(string before, ReportDefinition added, ExploreState state)
    {
        if (ReportDefinitionJson.OfYaml(before) is not { } report || ReportDefinitionJson.OfYaml(added.Text) is not { } more)
        {
            return new Problem(ErrorCodes.MalformedReport, "The saved report cannot be read.", "Correct its definition first.");
        }

        if (state.Filters.FirstOrDefault(f => models.Value.Dimension(f.Key).Problem is not null) is { Key: { } mode })
        {
            return new Problem(ErrorCodes.BadFilter, $"The filter '{mode}' cannot belong to single sections.", "Remove it, or save a report of its own.");
        }

        var sections = report["sections"]!.AsArray();
        var ids = sections.Select(s => (string)s!["id"]!).ToHashSet(StringComparer.Ordinal);
        var hasYears = (report["parameters"] as JsonArray ?? []).Any(p => (string?)p!["kind"] is "period" or "first_year" or "last_year");
        var where = ExploreAddresses.Filters(state, time).Where(f => f.Key != "year" || !hasYears).ToList();
        foreach (var section in more["sections"]!.AsArray().Select(s => s!.DeepClone().AsObject()))
        {
            var id = (string)section["id"]!;
            section["id"] = Enumerable.Range(1, ids.Count + 1).Select(n => n == 1 ? id : $"{id}-x{n}").First(ids.Add);
            if (where.Count > 0)
            {
                section["where"] = new JsonObject([.. where.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)new JsonArray([.. f.Value.Split(',').Select(v => (JsonNode)v)])))]);
            }

            sections.Add(section);
        }

        report["compare"] ??= state.Compare;

        return ReportDefinitionJson.ToYaml(JsonSerializer.SerializeToElement(report));
    }
}
