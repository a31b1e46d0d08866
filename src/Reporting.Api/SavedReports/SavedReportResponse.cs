using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Reports;

namespace Reporting.Api.SavedReports;

/// <summary>A saved report. <c>/api/v1/reports/{id}</c> runs it, as any report.</summary>
/// <param name="Mine">True if it belongs to the caller.</param>
/// <param name="Roles">The roles with which it is shared; empty for its owner alone.</param>
/// <param name="Problem">Why it cannot be run; null if it fits the model.</param>
/// <param name="Definition">The keys of reports/*.yml. Missing in lists, and where it names what the caller may not see.</param>
public sealed record SavedReportResponse(
    string Id,
    string Title,
    string Owner,
    bool Mine,
    IReadOnlyList<string> Roles,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    SavedReportProblem? Problem,
    [property: DescribedBy(typeof(ReportDefinitionRequest)), MayBeMissing, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonObject? Definition)
{
    internal static SavedReportResponse Of(SavedReport report, ReportFinder finder, Caller caller, string language, bool withDefinition) => new(
        report.Id,
        finder.TitleOf(report, language),
        report.Owner,
        report.Owner == caller.Name,
        report.Roles,
        report.CreatedAt,
        report.ChangedAt,
        finder.DefinitionOf(report).Problem is { } problem ? new SavedReportProblem(problem.Code, problem.Message, problem.Hint) : null,
        withDefinition ? ReportDefinitionJson.OfYaml(report.Text) : null);
}

/// <summary>Why a saved report cannot be run.</summary>
public sealed record SavedReportProblem(string Code, string Message, string Hint);
