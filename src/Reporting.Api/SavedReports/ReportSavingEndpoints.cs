using Microsoft.AspNetCore.Antiforgery;
using Reporting.Api.Access.Identity;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.ReportPages;
using Reporting.Api.Responses;
using Reporting.Delivery.Files;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.SavedReports;

/// <summary>The page that saves a report with its filters as a report of the reader's own.</summary>
internal static class ReportSavingEndpoints
{
    // No id of a parameter has a dot.
    public const string TitleField = "save.title";
    public const string RolesField = "save.roles";
    public const string ThenField = "save.then";

    public static void MapReportSaving(this WebApplication app)
    {
        var group = app.MapGroup("/reports/{id}/save").Needs(Permission.Read).Pages();
        group.MapGet("/", AskAsync);
        group.MapPost("/", SaveAsync).Form().WithMetadata(new AuditedAs(AuditAction.Change));
    }

    private static async Task<IResult> AskAsync(string id, HttpContext context, ReportFinder finder, ReportPlanner planner, SavedReportService saved, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, context.Request.Caller(), finder, saved, cancellationToken)).IsValue(out var definition, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        var selection = FormPairs.Of(definition, context.Request.PairsInPageLanguage());
        return (await PlanAsync(planner, definition, selection, context, cancellationToken)).IsValue(out _, out problem)
            ? await PageAsync(definition, selection, null, null, context, cancellationToken)
            : await ReportPagesEndpoints.PageAsync(definition, selection, problem, context);
    }

    private static async Task<IResult> SaveAsync(
        string id, HttpContext context, ReportFinder finder, ReportPlanner planner, SavedReportService saved, CurrentModel models, IHostEnvironment environment, CancellationToken cancellationToken)
    {
        var caller = context.Request.Caller();
        if (!(await FindAsync(id, caller, finder, saved, cancellationToken)).IsValue(out var definition, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        var form = await context.Request.ReadFormAsync(ExportPagesEndpoints.Limits, cancellationToken);
        var token = context.RequestServices.GetRequiredService<IAntiforgery>().GetTokens(context).FormFieldName;
        var selection = FormPairs.Of(definition, form.Where(f => f.Key is not (TitleField or RolesField or ThenField) && f.Key != token).SelectMany(f => f.Value.Select(v => new KeyValuePair<string, string>(f.Key, v ?? string.Empty))));
        var title = form[TitleField].ToString().Trim();
        if ((problem = OwnerRequirement.Refusal(context.Request, environment)) is null
            && (await PlanAsync(planner, definition, selection, context, cancellationToken)).IsValue(out var plan, out problem)
            && new FilteredDefinition(plan.Run, models.Value.VisibleTo(caller.Visible)).Text(selection.Pairs, title.Length > 0 ? title : definition.Title.In(plan.Run.Language), plan.Run.Language).IsValue(out var text, out problem)
            && (await saved.AddAsync(text, [.. form[RolesField].OfType<string>()], caller, cancellationToken)).IsValue(out var added, out problem))
        {
            SavedReportsEndpoints.Audit(context.Request, added);
            return PageForms.See(context.Request.PathBase + (form[ThenField] == "mail" ? $"/subscriptions/new?report={added.Id}" : $"/reports/{added.Id}"));
        }

        return await PageAsync(definition, selection, title, problem, context, cancellationToken);
    }

    // A refusal of the saved definition would name what is hidden from the caller.
    private static async Task<Outcome<ReportDefinition>> FindAsync(string id, Caller caller, ReportFinder finder, SavedReportService saved, CancellationToken cancellationToken) =>
        (await finder.FindAsync(id, caller, cancellationToken)).Then<ReportDefinition>(found => saved.ShowsDefinition(found, caller) ? found : SavedReportProblems.Withheld);

    private static Task<Outcome<ReportPlan>> PlanAsync(ReportPlanner planner, ReportDefinition definition, FormPairs selection, HttpContext context, CancellationToken cancellationToken) =>
        planner.PlanAsync(new ReportRequest(definition.Id, "html", null, selection.Pairs) { Definition = definition }, context.Request.Caller(), cancellationToken);

    private static async Task<IResult> PageAsync(ReportDefinition definition, FormPairs selection, string? title, Problem? problem, HttpContext context, CancellationToken cancellationToken)
    {
        var (services, caller) = (context.RequestServices, context.Request.Caller());
        if (!(await services.GetRequiredService<ReportFormReader>().ReadAsync(definition, selection, null, caller, cancellationToken)).IsValue(out var form, out var failure))
        {
            return NoticePage.Of(context, failure);
        }

        var saved = services.GetRequiredService<SavedReportService>();
        return PageResult.Of<SaveReportPage>(context, problem is null ? StatusCodes.Status200OK : ProblemResponses.StatusOf(problem.Kind), new()
        {
            [nameof(SaveReportPage.Form)] = form,
            [nameof(SaveReportPage.Pairs)] = selection.Pairs,
            [nameof(SaveReportPage.Query)] = selection.Query(),
            [nameof(SaveReportPage.Title)] = title ?? definition.Title.In(context.Request.PageLanguage().Code),
            [nameof(SaveReportPage.Roles)] = saved.MayShare(caller) ? saved.Roles : [],
            [nameof(SaveReportPage.Problem)] = problem,
        });
    }
}
