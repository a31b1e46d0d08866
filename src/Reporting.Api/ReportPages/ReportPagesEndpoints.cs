using Reporting.Api.Access.Identity;
using Reporting.Api.Pages;
using Reporting.Api.Pages.Languages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Delivery.Exports;
using Reporting.Delivery.Files;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Reports;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.ReportPages;

/// <summary>Pages of reports: a page for each report, and downloads.</summary>
internal static class ReportPagesEndpoints
{
    public static void MapReportPages(this WebApplication app)
    {
        var group = app.MapGroup(string.Empty).Needs(Permission.Read).Pages().ReadsEditions();
        group.MapGet("/reports", (HttpRequest request) => Results.Redirect($"{request.PathBase}/{request.QueryString}#reports"));
        group.MapGet("/reports/{id}", Report);
        group.MapGet("/reports/{id}/files/{format}", Download).Needs(Permission.Export);
    }

    /// <summary>The page of a report: its filters and the report, or the problem that it has.</summary>
    /// <param name="problem">A problem that is known already; the report is not made then.</param>
    public static async Task<IResult> PageAsync(ReportDefinition definition, FormPairs selection, Problem? problem, HttpContext context)
    {
        var (dashboards, caller, cancel) = (context.RequestServices.GetRequiredService<DashboardReader>(), context.Request.Caller(), context.RequestAborted);
        var frame = PageFrame.OfPart(context.Request, context.Request.PageLanguage());
        var request = new DashboardRequest(definition, selection, frame, Formats(context), context.Request.RequestIdentity().May(Permission.Schedule))
        {
            MaySave = OwnerRequirement.Refusal(context.Request, context.RequestServices.GetRequiredService<IHostEnvironment>()) is null,
            Editions = [.. (await context.RequestServices.GetRequiredService<EditionStore>().InForceAsync(cancel)).Select(edition => edition.Id)],
        };
        if (!(await dashboards.ReadAsync(request, problem, caller, cancel)).IsValue(out var content, out var failure))
        {
            return NoticePage.Of(context, failure);
        }

        if (content.Made is { DataVersion: { } version } made)
        {
            AuditDraft.Of(context)?.SetResult(version.Version, made.Rows ?? 0);
        }

        return PageResult.Of<DashboardPage>(context, content.Status, new()
        {
            [nameof(DashboardPage.Title)] = content.Title,
            [nameof(DashboardPage.Content)] = content.Markup,
        });
    }

    /// <summary>The file cannot be made now, but in the background it can.</summary>
    private static PageResult Failed(HttpContext context, ReportDefinition definition, FormPairs selection, string format, Problem problem) =>
        PageResult.Of<DownloadFailedPage>(context, ProblemResponses.StatusOf(problem.Kind), new()
        {
            [nameof(DownloadFailedPage.Id)] = definition.Id,
            [nameof(DownloadFailedPage.Report)] = definition.Title.In(context.Request.PageLanguage().Code),
            [nameof(DownloadFailedPage.Format)] = format,
            [nameof(DownloadFailedPage.Pairs)] = selection.Pairs,
            [nameof(DownloadFailedPage.Query)] = selection.Query(),
            [nameof(DownloadFailedPage.Problem)] = problem,
        });

    /// <summary>Empty if the caller may not export.</summary>
    public static IReadOnlyList<FileFormat> Formats(HttpContext context) =>
        context.Request.RequestIdentity().May(Permission.Export) ? FileFormat.Of(context.RequestServices.GetRequiredService<ReportRenderers>().Formats, PageCaptions.In(context.Request.PageLanguage()).Form) : [];

    private static async Task<IResult> Report(string id, HttpContext context, ReportFinder finder, CancellationToken cancellationToken)
    {
        if (!(await finder.FindAsync(id, context.Request.Caller(), cancellationToken)).IsValue(out var definition, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        var request = context.Request;
        var selection = FormPairs.Of(definition, request.PairsInPageLanguage(), keepsEnglish: RequestLanguage.ReaderLanguage(request) is not null);
        if (!selection.Are(request.Pairs()))
        {
            // Redirect to the short address, so that equal selections have equal addresses. A language other than English belongs to it.
            RequestLanguage.Remember(context);
            return Results.Redirect($"{request.PathBase}{request.Path}{selection.QueryWithFinds()}{(selection.Finds.Count > 0 ? "#field-" + Uri.EscapeDataString(selection.Finds.Keys.First()) : string.Empty)}");
        }

        return await PageAsync(definition, selection, null, context);
    }

    private static async Task<IResult> Download(string id, string format, HttpContext context, ReportFinder finder, ReportFiles files, DownloadLimiter limiter, CancellationToken cancellationToken)
    {
        if (!(await finder.FindAsync(id, context.Request.Caller(), cancellationToken)).IsValue(out var definition, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        var selection = FormPairs.Of(definition, context.Request.PairsInPageLanguage());
        if (!(await files.OpenAsync(new ReportRequest(id, format, null, selection.Pairs) { Definition = definition }, context.Request.Caller(), limiter.For(context), null, cancellationToken)).IsValue(out var file, out problem))
        {
            ProblemResult.SetRetryAfter(context.Response, problem);
            return problem.Kind == ProblemKind.Unavailable ? Failed(context, definition, selection, format, problem) : await PageAsync(definition, selection, problem, context);
        }

        SecurityHeaders.SendsFile(context.Response);
        return new OpenedFileResult(file) { IsKept = true };
    }
}
