using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.Imports;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Pending;
using Reporting.Warehouse.Imports.Queue;
using Reporting.Warehouse.Imports.Suggestions;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.ImportPages;

/// <summary>Pages of an uploaded file: its mapping beside the first records, the check, and the import with its progress.</summary>
internal static class PendingImportPages
{
    // Size of a form around its file.
    private const long FormOverhead = 64 * 1024;

    // Work on a small file ends before the page is sent.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(900);

    public static void MapPendingImportPages(this RouteGroupBuilder group)
    {
        group.MapPost("/", Upload).AddEndpointFilter(LimitAsync).Form().DisableRequestTimeout();
        group.MapGet("/files/{id}", Show);
        group.MapPost("/files/{id}/mapping", SaveFields).Form();
        group.MapPost("/files/{id}/yaml", SaveYaml).Form();
        group.MapPost("/files/{id}/check", Check).Form();
        group.MapPost("/files/{id}/import", Import).Form();
        group.MapPost("/files/{id}/discard", Discard).Form();
        group.MapGet("/files/{id}/rejected.csv", Rejected);
    }

    // The form's token is checked after the file has arrived, so the size is limited first.
    private static async ValueTask<object?> LimitAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var max = http.RequestServices.GetRequiredService<IOptions<ImportOptions>>().Value.MaxBytes;
        if (http.Request.ContentLength > max + FormOverhead)
        {
            return NoticePage.Of(http, ImportUpload.TooLarge(max));
        }

        ImportUpload.DisableServerLimit(http.Request);
        http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = max, ValueLengthLimit = 10_000, ValueCountLimit = 20 }));
        return await next(context);
    }

    private static async Task<IResult> Upload(HttpContext context, PendingImportRunner runner, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            return await ImportPagesEndpoints.ListAsync(context, new Problem(ErrorCodes.NoFile, "The form has no file, or the file is empty.", "Choose a file with rows."), cancellationToken);
        }

        AuditDraft.Of(context)?.SetQuery($"file={file.FileName}");
        await using var content = file.OpenReadStream();
        if (!(await runner.AddAsync(content, file.FileName, context.Request.Caller().Name, cancellationToken)).IsValue(out var pending, out var problem))
        {
            return await ImportPagesEndpoints.ListAsync(context, problem, cancellationToken);
        }

        // A native file needs no mapping, so its check begins at once.
        return pending.Yaml is null ? await StartAsync(pending, PendingStep.Check, 0, context, cancellationToken) : See(context, pending);
    }

    private static Task<IResult> Show(string id, HttpContext context, PendingImportStore store, CancellationToken cancellationToken) =>
        WithAsync(id, context, store, pending => PageAsync(pending, context, null, null, cancellationToken));

    private static async Task<IResult> PageAsync(PendingImport pending, HttpContext context, Problem? problem, string? wrongYaml, CancellationToken cancellationToken)
    {
        var services = context.RequestServices;
        var (store, runner) = (services.GetRequiredService<PendingImportStore>(), services.GetRequiredService<PendingImportRunner>());
        var (work, isRunning) = (store.WorkOf(pending), store.IsRunning(pending));
        if (work is { ImportId: { } imported, Error: null } && !store.HasContent(pending))
        {
            return PageForms.See($"{context.Request.PathBase}{ImportPagesEndpoints.Route}/{imported}");
        }

        if (!store.HasContent(pending))
        {
            return NoticePage.Of(context, store.Unknown(pending.Id));
        }

        if (isRunning)
        {
            context.Response.Headers["Refresh"] = "1";
        }

        MappingPreview? preview = null;
        if (!isRunning)
        {
            var mapping = runner.MappingOf(pending);
            problem ??= mapping.Problem;
            if (mapping.Problem is null)
            {
                await using var content = store.Open(pending);
                var read = await MappingPreview.ReadAsync(content, mapping.Value, cancellationToken);
                (preview, problem) = (read.Value, problem ?? read.Problem);
            }
        }

        var document = pending.Yaml is null ? null : MappingDocument.TryRead(pending.Yaml);
        return PageResult.Of<PendingImportPage>(context, wrongYaml is null && problem is null ? StatusCodes.Status200OK : ProblemResponses.StatusOf(problem!.Kind), new()
        {
            [nameof(PendingImportPage.Pending)] = pending,
            [nameof(PendingImportPage.KeptUntil)] = store.EndOf(pending),
            [nameof(PendingImportPage.Work)] = work,
            [nameof(PendingImportPage.IsRunning)] = isRunning,
            [nameof(PendingImportPage.HasRejected)] = !isRunning && store.HasRejected(pending),
            [nameof(PendingImportPage.Preview)] = preview,
            [nameof(PendingImportPage.Form)] = document is null || preview is null ? null : new MappingForm(document, preview.Columns),
            [nameof(PendingImportPage.Mappings)] = services.GetRequiredService<ImportRunner>().Mappings,
            [nameof(PendingImportPage.SeesAll)] = ImportsEndpoints.SeesAll(context.Request),
            [nameof(PendingImportPage.Yaml)] = wrongYaml,
            [nameof(PendingImportPage.Problem)] = problem,
        });
    }

    private static Task<IResult> SaveFields(string id, HttpContext context, PendingImportStore store, CancellationToken cancellationToken) =>
        WithAsync(id, context, store, pending => SaveFieldsAsync(pending, context, saved => Task.FromResult(See(context, saved)), cancellationToken));

    // Saves the fields of the form. A field that would make the mapping invalid is refused with the reason, and the form's values are shown as text.
    private static async Task<IResult> SaveFieldsAsync(PendingImport pending, HttpContext context, Func<PendingImport, Task<IResult>> then, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var isReplacement = form["replace"] == "true" && ImportsEndpoints.SeesAll(context.Request);
        var yaml = pending.Yaml is { } before && MappingDocument.TryRead(before) is { } document ? new MappingForm(document, []).Apply(form) : pending.Yaml;
        return Save(pending with { Yaml = yaml, IsReplacement = isReplacement }, pending, context).IsValue(out var saved, out var problem)
            ? await then(saved)
            : await PageAsync(pending, context, problem, yaml, cancellationToken);
    }

    private static Outcome<PendingImport> Save(PendingImport changed, PendingImport before, HttpContext context)
    {
        var services = context.RequestServices;
        if (services.GetRequiredService<PendingImportRunner>().MappingOf(changed).Problem is { } problem)
        {
            return problem;
        }

        if (changed != before)
        {
            var store = services.GetRequiredService<PendingImportStore>();
            store.ResetWork(changed);
            store.Save(changed);
        }

        return changed;
    }

    private static Task<IResult> SaveYaml(string id, HttpContext context, PendingImportStore store, CancellationToken cancellationToken) =>
        WithAsync(id, context, store, async pending =>
        {
            var form = await context.Request.ReadFormAsync(new FormOptions { ValueLengthLimit = 1024 * 1024 }, cancellationToken);
            var changed = form["use"].ToString() switch
            {
                "suggestion" when pending.Suggestion is { } suggestion => pending with { Yaml = suggestion, Mapping = OwnName(pending) },
                "yaml" => pending with { Yaml = form["yaml"].ToString().ReplaceLineEndings("\n"), Mapping = OwnName(pending) },
                var name => pending with { Yaml = null, Mapping = name },
            };
            return Save(changed, pending, context).IsValue(out var saved, out var problem)
                ? See(context, saved)
                : await PageAsync(pending, context, problem, changed.Yaml, cancellationToken);
        });

    // Installed mappings keep their names.
    private static string OwnName(PendingImport pending) =>
        pending.Yaml is not null ? pending.Mapping : $"{(Warehouse.Text.Slugs.Of(Path.GetFileNameWithoutExtension(pending.FileName)) is { Length: > 0 and <= 80 } slug ? slug : "uploaded")}-uploaded";

    private static Task<IResult> Check(string id, HttpContext context, PendingImportStore store, CancellationToken cancellationToken) =>
        WithAsync(id, context, store, pending => SaveFieldsAsync(pending, context, saved => StartAsync(saved, PendingStep.Check, 0, context, cancellationToken), cancellationToken));

    private static Task<IResult> Import(string id, HttpContext context, PendingImportStore store, CancellationToken cancellationToken) =>
        WithAsync(id, context, store, async pending =>
        {
            var form = await context.Request.ReadFormAsync(cancellationToken);
            var work = store.WorkOf(pending);
            return await StartAsync(pending, PendingStep.Import, form["leaveOut"] == "true" ? work?.Rejected ?? 0 : 0, context, cancellationToken);
        });

    private static async Task<IResult> StartAsync(PendingImport pending, PendingStep step, int maxRejected, HttpContext context, CancellationToken cancellationToken)
    {
        var services = context.RequestServices;
        var caller = context.Request.Caller();
        var visibility = services.GetRequiredService<ImporterVisibility>();
        if (!(await visibility.OfAsync(caller, ImportsEndpoints.SeesAll(context.Request), cancellationToken)).IsValue(out var visible, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        var description = $"file={pending.FileName}&mapping={pending.Mapping}{(step == PendingStep.Check ? "&preview=true" : "")}{(pending.IsReplacement ? "&mode=replace" : "")}";
        AuditDraft.Of(context)?.SetQuery(description);
        var trail = services.GetRequiredService<AuditTrail>();
        var subject = $"{context.Request.Method} {context.Request.Path}";
        var started = services.GetRequiredService<PendingImportRunner>().Start(
            pending, step, new ImportRequest(Stream.Null, pending.FileName, MaxRejected: maxRejected) { Visible = visible },
            (job, refusal) => ImportAudit.RecordAsync(trail, caller, subject, description, job, refusal));
        if (!started.IsValue(out var work, out problem))
        {
            return await PageAsync(pending, context, problem, null, cancellationToken);
        }

        await Task.WhenAny(work, Task.Delay(Patience, cancellationToken));
        return See(context, pending);
    }

    private static Task<IResult> Discard(string id, HttpContext context, PendingImportStore store) =>
        WithAsync(id, context, store, pending =>
        {
            if (store.IsRunning(pending))
            {
                store.Cancel(pending);
                return Task.FromResult(See(context, pending));
            }

            store.Delete(pending);
            return Task.FromResult(PageForms.See(context.Request.PathBase + ImportPagesEndpoints.Route));
        });

    private static Task<IResult> Rejected(string id, HttpContext context, PendingImportStore store) =>
        WithAsync(id, context, store, pending => Task.FromResult(store.OpenRejected(pending) is { } rows
            ? Results.Stream(rows, "text/csv", Path.ChangeExtension(pending.FileName, ".rejected.csv"))
            : NoticePage.Of(context, new Problem(ErrorCodes.RejectedNotKept, "No rows of this file were refused.", "Check the file again."))));

    private static async Task<IResult> WithAsync(string id, HttpContext context, PendingImportStore store, Func<PendingImport, Task<IResult>> action) =>
        store.Find(id, context.Request.Caller().Name).IsValue(out var pending, out var problem) ? await action(pending) : NoticePage.Of(context, problem);

    private static IResult See(HttpContext context, PendingImport pending) => PageForms.See($"{context.Request.PathBase}{ImportPagesEndpoints.Route}/files/{pending.Id}");
}
