using System.Text;
using Reporting.Api.Access.Identity;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.SavedReports;

/// <summary>The page of saved reports: open, share, delete, and bring in a file.</summary>
internal static class SavedReportPages
{
    public const string Route = "/saved-reports";

    public static void MapSavedReportPages(this WebApplication app)
    {
        var group = app.MapGroup(Route).Needs(Permission.Read).Pages();
        group.MapGet("/", (HttpContext context, CancellationToken cancellationToken) => PageAsync(context, null, cancellationToken));
        group.MapPost("/", Import).Form().WithMetadata(new AuditedAs(AuditAction.Change));
        group.MapPost("/{id}/roles", Share).Form().WithMetadata(new AuditedAs(AuditAction.Change));
        group.MapPost("/{id}/delete", Delete).Form().WithMetadata(new AuditedAs(AuditAction.Change));
    }

    private static async Task<IResult> Import(HttpContext context, SavedReportService saved, IHostEnvironment environment, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if ((OwnerRequirement.Refusal(context.Request, environment)
            ?? (form.Files["file"] is { Length: > 0 } ? null : new Problem(ErrorCodes.NoFile, "No file was chosen.", "Choose a definition, such as partners.yml."))) is { } refused)
        {
            return await PageAsync(context, refused, cancellationToken);
        }

        using var reader = new StreamReader(form.Files["file"]!.OpenReadStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        try
        {
            if (!(await saved.AddAsync(await reader.ReadToEndAsync(cancellationToken), [], context.Request.Caller(), cancellationToken)).IsValue(out var added, out var problem))
            {
                return await PageAsync(context, problem, cancellationToken);
            }

            SavedReportsEndpoints.Audit(context.Request, added);
            return PageForms.See($"{context.Request.PathBase}/reports/{added.Id}");
        }
        catch (DecoderFallbackException)
        {
            return await PageAsync(context, new Problem(ErrorCodes.NotUtf8, "The file is not UTF-8.", "Save it in UTF-8."), cancellationToken);
        }
    }

    private static Task<IResult> Share(string id, HttpContext context, SavedReportService saved, CancellationToken cancellationToken) => WithAsync(id, context, saved, async found =>
    {
        var roles = (await context.Request.ReadFormAsync(cancellationToken))["roles"].OfType<string>().ToList();
        if (!(await saved.ChangeAsync(found, found.Text, roles, context.Request.Caller(), cancellationToken)).IsValue(out var changed, out var problem))
        {
            return problem;
        }

        SavedReportsEndpoints.Audit(context.Request, changed);
        return null;
    }, cancellationToken);

    private static Task<IResult> Delete(string id, HttpContext context, SavedReportService saved, CancellationToken cancellationToken) => WithAsync(id, context, saved, found =>
    {
        SavedReportsEndpoints.Audit(context.Request, found);
        return saved.DeleteAsync(found, context.Request.Caller(), cancellationToken);
    }, cancellationToken);

    private static async Task<IResult> WithAsync(string id, HttpContext context, SavedReportService saved, Func<SavedReport, Task<Problem?>> action, CancellationToken cancellationToken) =>
        (await saved.FindAsync(id, context.Request.Caller(), cancellationToken)).IsValue(out var found, out var problem) && (problem = await action(found)) is null
            ? PageForms.See(context.Request.PathBase + Route)
            : await PageAsync(context, problem, cancellationToken);

    private static async Task<IResult> PageAsync(HttpContext context, Problem? problem, CancellationToken cancellationToken)
    {
        var (saved, caller) = (context.RequestServices.GetRequiredService<SavedReportService>(), context.Request.Caller());
        var (finder, language) = (context.RequestServices.GetRequiredService<ReportFinder>(), context.Request.PageLanguage().Code);
        var items = (await saved.ListAsync(caller, cancellationToken)).Select(r =>
            new ListedReport(r, finder.TitleOf(r, language), r.Owner == caller.Name, saved.MayChange(r, caller), saved.ShowsDefinition(r, caller), finder.DefinitionOf(r).Problem)).ToList();
        return PageResult.Of<SavedReportsPage>(context, problem is null ? StatusCodes.Status200OK : ProblemResponses.StatusOf(problem.Kind), new()
        {
            [nameof(SavedReportsPage.Items)] = items,
            [nameof(SavedReportsPage.Roles)] = saved.MayShare(caller) ? saved.Roles : [],
            [nameof(SavedReportsPage.MayMail)] = context.Request.RequestIdentity().May(Permission.Schedule),
            [nameof(SavedReportsPage.Problem)] = problem,
        });
    }
}

/// <summary>A saved report in the list, with what the caller may do.</summary>
/// <param name="Problem">Why it cannot be run; null if it fits the model.</param>
public sealed record ListedReport(SavedReport Report, string Title, bool IsMine, bool MayChange, bool ShowsDefinition, Problem? Problem);
