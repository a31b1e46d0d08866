using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Reporting.Api.Access.Identity;
using Reporting.Api.Exports;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Delivery.Exports;
using Reporting.Delivery.Files;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.ReportPages;

/// <summary>Pages of export jobs: start, progress, download, cancel and delete.</summary>
internal static class ExportPagesEndpoints
{
    public const string Route = "/exports";
    public const string FormatField = "export.format";
    public const string RowsField = "export.rows";

    // The same limits as for a report's address.
    public static readonly FormOptions Limits = new() { KeyLengthLimit = 200, ValueLengthLimit = 5_000, ValueCountLimit = 2_000 };

    public static void MapExportPages(this WebApplication app)
    {
        var group = app.MapGroup(string.Empty).Needs(Permission.Export).Pages();
        group.MapGet("/reports/{id}/export", Ask).ReadsEditions();
        group.MapPost("/reports/{id}/export", Add).Form().ReadsEditions();
        group.MapGet(Route, List);
        group.MapGet(Route + "/{id}", Show);
        group.MapGet(Route + "/{id}/file", Download);
        group.MapPost(Route + "/{id}/delete", Delete).Form();
    }

    private static async Task<IResult> Ask(string id, HttpContext context, ReportFinder finder, ReportPlanner planner, CancellationToken cancellationToken)
    {
        if (!(await finder.FindAsync(id, context.Request.Caller(), cancellationToken)).IsValue(out var definition, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        var parameters = FormPairs.Of(definition, context.Request.PairsInPageLanguage());
        return (await planner.PlanAsync(new ReportRequest(id, "xlsx", null, parameters.Pairs) { Definition = definition }, context.Request.Caller(), cancellationToken)).IsValue(out _, out problem)
            ? await AskAsync(definition, parameters, null, context)
            : await ReportPagesEndpoints.PageAsync(definition, parameters, problem, context);
    }

    private static async Task<IResult> AskAsync(ReportDefinition definition, FormPairs parameters, Problem? problem, HttpContext context)
    {
        var services = context.RequestServices;
        if (!(await services.GetRequiredService<ReportFormReader>().ReadAsync(definition, parameters, null, context.Request.Caller(), context.RequestAborted)).IsValue(out var form, out var failure))
        {
            return NoticePage.Of(context, failure);
        }

        return PageResult.Of<ExportFormPage>(context, problem is null ? StatusCodes.Status200OK : ProblemResponses.StatusOf(problem.Kind), new()
        {
            [nameof(ExportFormPage.Form)] = form,
            [nameof(ExportFormPage.Pairs)] = parameters.Pairs,
            [nameof(ExportFormPage.Query)] = parameters.Query(),
            [nameof(ExportFormPage.Formats)] = ReportPagesEndpoints.Formats(context),
            [nameof(ExportFormPage.HasRows)] = services.GetRequiredService<ReportRunner>().ShowsData(context.Request.Caller()),
            [nameof(ExportFormPage.Problem)] = problem,
        });
    }

    private static async Task<IResult> Add(string id, HttpContext context, ReportFinder finder, ExportJobs jobs, CancellationToken cancellationToken)
    {
        if (!(await finder.FindAsync(id, context.Request.Caller(), cancellationToken)).IsValue(out var definition, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        var form = await context.Request.ReadFormAsync(Limits, cancellationToken);
        var token = context.RequestServices.GetRequiredService<IAntiforgery>().GetTokens(context).FormFieldName;
        var fields = form.Where(f => f.Key != FormatField && f.Key != RowsField && f.Key != token).SelectMany(f => f.Value.Select(v => new KeyValuePair<string, string>(f.Key, v ?? string.Empty)));
        var parameters = FormPairs.Of(definition, fields);
        var request = new ReportRequest(id, form[FormatField].ToString(), form[RowsField] == "true" ? ReportPlan.DataSection : null, parameters.Pairs) { Definition = definition };
        AuditDraft.Of(context)?.SetQuery(ExportFormatter.Of(request));
        return (await jobs.AddAsync(request, context.Request.Caller(), cancellationToken)).IsValue(out var job, out problem)
            ? PageForms.See($"{context.Request.PathBase}{Route}/{job.Id}")
            : await AskAsync(definition, parameters, problem, context);
    }

    private static async Task<IResult> List(HttpContext context, ReportFinder finder, ExportJobs jobs, CancellationToken cancellationToken) =>
        PageResult.Of<ExportsPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(ExportsPage.Jobs)] = await jobs.ListAsync(context.Request.Caller(), context.Request.IsAdministrator(), cancellationToken),
            [nameof(ExportsPage.Titles)] = (await finder.ListAsync(context.Request.Caller(), cancellationToken)).ToDictionary(d => d.Id, d => d.Title.In(context.Request.PageLanguage().Code)),
            [nameof(ExportsPage.Removed)] = context.Request.Query["removed"].ToString(),
            [nameof(ExportsPage.ShowsOwners)] = context.Request.IsAdministrator(),
        });

    private static async Task<IResult> Show(string id, HttpContext context, ReportFinder finder, ExportJobs jobs, ReportFormReader forms, CancellationToken cancellationToken)
    {
        var caller = context.Request.Caller();
        if (!(await jobs.FindAsync(id, caller, context.Request.IsAdministrator(), cancellationToken)).IsValue(out var job, out var problem))
        {
            return NoticePage.Of(context, problem, StatusCodes.Status404NotFound);
        }

        // A report that is no longer installed has no form.
        ReportForm? form = null;
        var parameters = new FormPairs(job.Parameters, new Dictionary<string, string>());
        if ((await finder.FindAsync(job.Report, caller, cancellationToken)).IsValue(out var definition, out _))
        {
            (await forms.ReadAsync(definition, parameters, null, caller, cancellationToken)).IsValue(out form, out _);
        }

        return PageResult.Of<ExportPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(ExportPage.Job)] = job,
            [nameof(ExportPage.Form)] = form,
            [nameof(ExportPage.Query)] = parameters.Query(),
        });
    }

    private static async Task<IResult> Download(string id, HttpContext context, ExportJobs jobs, CancellationToken cancellationToken)
    {
        if (!(await jobs.FileAsync(id, context.Request.Caller(), context.Request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        SecurityHeaders.SendsFile(context.Response);
        return new StoredFileResult(id, found.File, found.Place);
    }

    private static async Task<IResult> Delete(string id, HttpContext context, ExportJobs jobs, CancellationToken cancellationToken)
    {
        var (caller, seesAll) = (context.Request.Caller(), context.Request.IsAdministrator());
        if (!(await jobs.FindAsync(id, caller, seesAll, cancellationToken)).IsValue(out var job, out var problem)
            || (problem = await jobs.DeleteAsync(id, caller, seesAll, cancellationToken)) is not null)
        {
            return NoticePage.Of(context, problem);
        }

        return PageForms.See($"{context.Request.PathBase}{Route}?removed={(job.EndedAt is null ? "cancelled" : "deleted")}");
    }
}
