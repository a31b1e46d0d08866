using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.ReportPages;
using Reporting.Delivery.Editions;
using Reporting.Delivery.Exports;
using Reporting.Engine.Definitions;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.AdminPages;

/// <summary>Pages of editions: the list, a form for a new edition, and the confirmation before an edition is withdrawn or deleted.</summary>
internal static class EditionPages
{
    private const string Route = AdminPagesEndpoints.Route + "/editions";

    public static void MapEditionPages(this RouteGroupBuilder group)
    {
        group.MapGet("/editions", (HttpContext context, CancellationToken cancellationToken) => ListAsync(context, null, cancellationToken));
        group.MapPost("/editions", PublishAsync).Form().DisableRequestTimeout();
        group.MapPost("/editions/{id}/release", ReleaseAsync).Form();
        foreach (var change in new[] { "withdraw", "delete" })
        {
            group.MapGet("/editions/{id}/" + change, (string id, HttpContext context, CancellationToken cancellationToken) => AskAsync(id, change, null, context, cancellationToken));
            group.MapPost("/editions/{id}/" + change, (string id, HttpContext context, EditionPublisher publisher, CancellationToken cancellationToken) => ChangeAsync(id, change, context, publisher, cancellationToken)).Form();
        }
    }

    private static async Task<IResult> ListAsync(HttpContext context, Problem? problem, CancellationToken cancellationToken)
    {
        var services = context.RequestServices;
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancellationToken) : null;
        return PageResult.Of<EditionsPage>(context, problem is null ? StatusCodes.Status200OK : ProblemResponses.StatusOf(problem.Kind), new()
        {
            [nameof(EditionsPage.Editions)] = await services.GetRequiredService<EditionStore>().ListAsync(cancellationToken),
            [nameof(EditionsPage.Options)] = services.GetRequiredService<IOptions<EditionOptions>>().Value,
            [nameof(EditionsPage.Id)] = form?["id"].ToString() ?? "",
            [nameof(EditionsPage.Note)] = form?["note"].ToString() ?? "",
            [nameof(EditionsPage.Problem)] = problem,
        });
    }

    private static async Task<IResult> PublishAsync(HttpContext context, EditionPublisher publisher, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var asked = new NewEdition(form["id"].ToString().Trim(), form["state"].ToString(), form["note"].ToString(), context.Request.Caller().Name);
        AuditDraft.Of(context)?.SetQuery($"publish={SafeText.Of(asked.Id)}&state={SafeText.Of(asked.State)}");
        var published = await publisher.PublishAsync(asked, cancellationToken);
        AuditDraft.Of(context)?.SetResult(published.Value?.DataVersion, published.Value?.Engagements);
        return published.Problem is { } problem ? await ListAsync(context, problem, cancellationToken) : PageForms.See(context.Request.PathBase + Route);
    }

    private static async Task<IResult> ReleaseAsync(string id, HttpContext context, EditionStore store, ExportJobs jobs, CancellationToken cancellationToken)
    {
        AuditDraft.Of(context)?.SetQuery($"release={SafeText.Of(id)}");
        if (await store.FindAsync(id, cancellationToken) is not { Deleted: null })
        {
            return NoticePage.Of(context, EditionReader.Unknown(id), StatusCodes.Status404NotFound);
        }

        return (await jobs.AddReleaseAsync(id, context.Request.Caller(), cancellationToken)).IsValue(out var job, out var problem)
            ? PageForms.See($"{context.Request.PathBase}{ExportPagesEndpoints.Route}/{job.Id}")
            : await ListAsync(context, problem, cancellationToken);
    }

    private static async Task<IResult> AskAsync(string id, string change, Problem? problem, HttpContext context, CancellationToken cancellationToken) =>
        await context.RequestServices.GetRequiredService<EditionStore>().FindAsync(id, cancellationToken) is { Deleted: null } found
            ? PageResult.Of<EditionChangePage>(context, problem is null ? StatusCodes.Status200OK : ProblemResponses.StatusOf(problem.Kind), new()
            {
                [nameof(EditionChangePage.Id)] = found.Id, [nameof(EditionChangePage.Change)] = change, [nameof(EditionChangePage.Problem)] = problem,
            })
            : NoticePage.Of(context, EditionReader.Unknown(id), StatusCodes.Status404NotFound);

    private static async Task<IResult> ChangeAsync(string id, string change, HttpContext context, EditionPublisher publisher, CancellationToken cancellationToken)
    {
        var (note, by) = ((await context.Request.ReadFormAsync(cancellationToken))["note"].ToString(), context.Request.Caller().Name);
        var changed = change == "withdraw" ? await publisher.WithdrawAsync(id, by, note, cancellationToken) : await publisher.DeleteAsync(id, by, note, cancellationToken);
        return changed.Problem is { } problem ? await AskAsync(id, change, problem, context, cancellationToken) : PageForms.See(context.Request.PathBase + Route);
    }
}
