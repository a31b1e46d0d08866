using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.Imports;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Engine.Access;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Pending;
using Reporting.Warehouse.Imports.Queue;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.ImportPages;

/// <summary>Pages of imports: the history, one import, and its undo. Callers who may not see all engagements see only their own imports.</summary>
internal static class ImportPagesEndpoints
{
    public const string Route = "/imports";

    private const int MaxShown = 50;

    public static void MapImportPages(this WebApplication app)
    {
        var group = app.MapGroup(Route).Needs(Permission.Import).Pages();
        group.MapGet("/", List);
        group.MapPendingImportPages();
        group.MapGet("/{id}", Show);
        group.MapGet("/{id}/undo", AskUndo).DisableRequestTimeout();
        group.MapPost("/{id}/undo", Undo).Form().DisableRequestTimeout();
    }

    /// <summary>The list with the form for a file, and a problem with the last file.</summary>
    public static async Task<IResult> ListAsync(HttpContext context, Problem? problem, CancellationToken cancellationToken)
    {
        var services = context.RequestServices;
        var caller = context.Request.Caller();
        var all = await services.GetRequiredService<ImportQueue>().ListAsync(caller.Name, ImportsEndpoints.SeesAll(context.Request), cancellationToken);
        var after = context.Request.Query["after"].ToString();
        var start = after.Length == 0 ? 0 : all.Select((entry, i) => (entry, i)).Where(e => e.entry.Id == after).Select(e => e.i + 1).FirstOrDefault();
        var page = all.Skip(start).Take(MaxShown).Select(ImportSummary.Of).ToList();
        var options = services.GetRequiredService<IOptions<ImportOptions>>().Value;
        AuditDraft.Of(context)?.SetResult(null, page.Count);
        return PageResult.Of<ImportsPage>(context, problem is null ? StatusCodes.Status200OK : ProblemResponses.StatusOf(problem.Kind), new()
        {
            [nameof(ImportsPage.Items)] = page,
            [nameof(ImportsPage.Next)] = start + page.Count < all.Count ? page[^1].Id : null,
            [nameof(ImportsPage.Waiting)] = services.GetRequiredService<PendingImportStore>().List(caller.Name),
            [nameof(ImportsPage.MaxBytes)] = options.MaxBytes,
            [nameof(ImportsPage.KeepHours)] = options.UploadHours,
            [nameof(ImportsPage.Problem)] = problem,
        });
    }

    private static Task<IResult> List(HttpContext context, CancellationToken cancellationToken) => ListAsync(context, null, cancellationToken);

    private static async Task<IResult> Show(string id, HttpContext context, ImportQueue queue, ImportHistory history, CancellationToken cancellationToken)
    {
        if (!(await queue.FindAsync(id, context.Request.Caller().Name, ImportsEndpoints.SeesAll(context.Request), cancellationToken)).IsValue(out var entry, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        if (entry.Run?.State == ImportState.Running && entry.Taken is null)
        {
            // The page shows the progress until the import has ended.
            context.Response.Headers["Refresh"] = "2";
        }

        var summary = ImportSummary.Of(entry);
        return PageResult.Of<ImportPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(ImportPage.Summary)] = summary,
            [nameof(ImportPage.HasChanges)] = summary.DataVersion is { } version && await history.KnowsChangesAsync(version - 1, cancellationToken),
            [nameof(ImportPage.Result)] = entry.Run?.Result,
        });
    }

    private static async Task<IResult> AskUndo(string id, HttpContext context, ImportQueue queue, CancellationToken cancellationToken)
    {
        if (!(await queue.FindAsync(id, context.Request.Caller().Name, ImportsEndpoints.SeesAll(context.Request), cancellationToken)).IsValue(out var entry, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        var preview = await queue.PreviewUndoAsync(entry, cancellationToken);
        return preview.Problem is { } refused ? NoticePage.Of(context, refused) : PageResult.Of<UndoPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(UndoPage.Summary)] = ImportSummary.Of(entry),
            [nameof(UndoPage.Effect)] = preview.Value,
        });
    }

    private static async Task<IResult> Undo(string id, HttpContext context, ImportQueue queue, CancellationToken cancellationToken)
    {
        if (!(await queue.UndoAsync(id, context.Request.Caller().Name, ImportsEndpoints.SeesAll(context.Request), cancellationToken)).IsValue(out var undone, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        await ImportsEndpoints.RecordAsync(context.Request, StatusCodes.Status303SeeOther, undone.DataVersion, undone.Removed + undone.Restored);
        return PageForms.See($"{context.Request.PathBase}{Route}/{undone.DataVersion}");
    }
}
