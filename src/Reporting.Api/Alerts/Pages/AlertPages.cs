using Microsoft.AspNetCore.Http.Features;
using Reporting.Api.Access.Identity;
using Reporting.Api.Pages;
using Reporting.Api.Pages.Languages;
using Reporting.Api.Problems;
using Reporting.Api.ReportPages;
using Reporting.Api.Responses;
using Reporting.Api.Subscriptions.Pages;
using Reporting.Delivery.Alerts;
using Reporting.Delivery.Links;
using Reporting.Engine.Access;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Alerts.Pages;

/// <summary>Pages of alerts: the list, the form, one alert with its history, and what can be done with it. They work without scripts.</summary>
internal static class AlertPages
{
    public const string Path = "/alerts";

    private const int MaxShown = 100;

    public static void MapAlertPages(this WebApplication app)
    {
        var group = app.MapGroup(Path).Needs(Permission.Schedule).Pages();
        group.MapGet("/", ListAsync);
        group.MapGet("/new", NewAsync);
        group.MapPost("/", AddAsync).Form();
        group.MapGet("/{id}", ShowAsync);
        group.MapGet("/{id}/change", ChangeAsync);
        group.MapPost("/{id}/change", SaveAsync).Form();
        group.MapGet("/{id}/delete", AskAsync);
        group.MapPost("/{id}/{action}", ActAsync).Form();
    }

    private static async Task<IResult> ListAsync(HttpContext context, AlertService alerts, AlertHistory history, AlertSentences sentences, CancellationToken cancellationToken)
    {
        var (caller, seesAll, language) = (context.Request.Caller(), context.Request.IsAdministrator(), context.Request.PageLanguage());
        var last = await history.LastAsync(seesAll ? null : caller.Name, cancellationToken);
        return PageResult.Of<AlertsPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(AlertsPage.Items)] = (await alerts.ListAsync(caller, seesAll, cancellationToken)).Select(a => new ListedAlert(a, sentences.Of(a.Definition, language), last.GetValueOrDefault(a.Id))).ToList(),
            [nameof(AlertsPage.IsAdministrator)] = seesAll,
            [nameof(AlertsPage.WasDeleted)] = context.Request.Query["deleted"] == "true",
        });
    }

    /// <summary>Fills the form from the address, to which other pages link.</summary>
    private static async Task<IResult> NewAsync(HttpContext context, AlertFields fields, CurrentModel models, CancellationToken cancellationToken)
    {
        // A figure has no levels or orders.
        var pairs = context.Request.Pairs().Where(p => !SectionViewReader.IsOne(p.Key) && p.Key != ReportParameters.Compare).ToList();
        if (!(await fields.OfAsync(context.Request.Query["report"], context.Request.Caller(), cancellationToken)).IsValue(out var report, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        var values = AlertForm.Values(pairs);
        values["language"] = context.Request.PageLanguage().Code;
        values["to"] = context.Request.Caller().Name.Contains('@', StringComparison.Ordinal) ? context.Request.Caller().Name : string.Empty;
        var picked = values.GetValueOrDefault("report") is { Length: > 0 } ? pairs : AlertForm.AsParameters(pairs.Where(p => models.Value.FilterNames.Contains(p.Key)), report);
        return await PageAsync(context, report, FormPairs.Of(report, picked), values, null, []);
    }

    private static async Task<IResult> AddAsync(HttpContext context, AlertFields fields, AlertService alerts, CancellationToken cancellationToken)
    {
        var (form, caller) = (await ReadAsync(context, cancellationToken), context.Request.Caller());
        if (!(await fields.OfAsync(form["report"], caller, cancellationToken)).IsValue(out var report, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        if (OnlyShows(form))
        {
            return await PageAsync(context, report, form, null, []);
        }

        if (!AlertForm.Read(form, report, null).IsValue(out var definition, out problem))
        {
            return await PageAsync(context, report, form, null, [problem]);
        }

        if (await alerts.ProblemsOfAsync(definition, caller, cancellationToken) is { Count: > 0 } problems)
        {
            return await PageAsync(context, report, form, null, problems);
        }

        if (!(await alerts.AddAsync(definition, caller, cancellationToken)).IsValue(out var added, out problem))
        {
            return await PageAsync(context, report, form, null, [problem]);
        }

        AlertsEndpoints.Audit(context.Request, added);
        return PageForms.See($"{context.Request.PathBase}{Path}/{added.Id}");
    }

    private static Task<IResult> ShowAsync(string id, HttpContext context, AlertService alerts, AlertHistory history, AlertSentences sentences, MailLinks links, CancellationToken cancellationToken) => WithAsync(
        id,
        context,
        alerts,
        async found => PageResult.Of<AlertPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(AlertPage.Alert)] = found,
            [nameof(AlertPage.Sentence)] = sentences.Of(found.Definition, context.Request.PageLanguage()),
            [nameof(AlertPage.History)] = await history.ListAsync(found.Id, null, MaxShown, cancellationToken),
            [nameof(AlertPage.Secrets)] = found.Definition.Webhooks.Select(w => new WebhookResponse(w, links.WebhookSecret(found.Id, w))).ToList(),
        }),
        cancellationToken);

    private static Task<IResult> ChangeAsync(string id, HttpContext context, AlertFields fields, AlertService alerts, CancellationToken cancellationToken) => WithAsync(
        id,
        context,
        alerts,
        async found => (await fields.OfAsync(found.Definition.Report, context.Request.Caller(), cancellationToken)).IsValue(out var report, out var problem)
            ? await PageAsync(context, report, FormPairs.Of(report, AlertForm.Picked(found.Definition, report)), AlertForm.Values(found), found, [])
            : NoticePage.Of(context, problem),
        cancellationToken);

    private static Task<IResult> SaveAsync(string id, HttpContext context, AlertFields fields, AlertService alerts, CancellationToken cancellationToken) => WithAsync(
        id,
        context,
        alerts,
        async found =>
        {
            var (form, caller) = (await ReadAsync(context, cancellationToken), context.Request.Caller());
            if (!(await fields.OfAsync(form["report"], caller, cancellationToken)).IsValue(out var report, out var problem))
            {
                return NoticePage.Of(context, problem);
            }

            if (OnlyShows(form))
            {
                return await PageAsync(context, report, form, found, []);
            }

            if (!AlertForm.Read(form, report, found.Definition).IsValue(out var definition, out problem))
            {
                return await PageAsync(context, report, form, found, [problem]);
            }

            if (await alerts.ProblemsOfAsync(definition, caller, cancellationToken) is { Count: > 0 } problems)
            {
                return await PageAsync(context, report, form, found, problems);
            }

            if (!(await alerts.ChangeAsync(found, definition, caller, cancellationToken)).IsValue(out var changed, out problem))
            {
                return await PageAsync(context, report, form, found, [problem]);
            }

            AlertsEndpoints.Audit(context.Request, changed);
            return PageForms.See($"{context.Request.PathBase}{Path}/{found.Id}");
        },
        cancellationToken);

    /// <summary>Asks before an alert is deleted.</summary>
    private static Task<IResult> AskAsync(string id, HttpContext context, AlertService alerts, CancellationToken cancellationToken) => WithAsync(
        id, context, alerts, found => Task.FromResult<IResult>(PageResult.Of<DeleteAlertPage>(context, StatusCodes.Status200OK, new() { [nameof(DeleteAlertPage.Alert)] = found })), cancellationToken);

    private static Task<IResult> ActAsync(string id, string action, HttpContext context, AlertService alerts, CancellationToken cancellationToken) => WithAsync(
        id,
        context,
        alerts,
        async found =>
        {
            AlertsEndpoints.Audit(context.Request, found);
            var back = $"{context.Request.PathBase}{Path}/{found.Id}";
            switch (action)
            {
                case "check":
                    return (await alerts.CheckNowAsync(found, cancellationToken)).Problem is { } busy ? NoticePage.Of(context, busy) : PageForms.See(back);
                case "pause" or "resume":
                    return (await alerts.PauseAsync(found, action == "pause", cancellationToken)).Problem is { } problem ? NoticePage.Of(context, problem) : PageForms.See(back);
                case "delete":
                    await alerts.DeleteAsync(found, cancellationToken);
                    return PageForms.See($"{context.Request.PathBase}{Path}?deleted=true");
                default:
                    return Results.NotFound();
            }
        },
        cancellationToken);

    // The buttons that search members or show the next checks save nothing.
    private static bool OnlyShows(IFormCollection form) => form.ContainsKey(FormPairs.FindNow) || form.ContainsKey("show");

    private static Task<IFormCollection> ReadAsync(HttpContext context, CancellationToken cancellationToken) =>
        context.Request.ReadFormAsync(new FormOptions { KeyLengthLimit = 200, ValueLengthLimit = 20_000, ValueCountLimit = 2_000 }, cancellationToken);

    private static Task<IResult> PageAsync(HttpContext context, ReportDefinition fields, IFormCollection form, Alert? changed, IReadOnlyList<Problem> problems) =>
        PageAsync(context, fields, SubscriptionForm.Parameters(fields, form), SubscriptionForm.Values(form), changed, [.. problems.Select(p => new FieldProblem(AlertForm.FieldOf(p, form), p))]);

    private static async Task<IResult> PageAsync(HttpContext context, ReportDefinition fields, FormPairs picked, IReadOnlyDictionary<string, string> values, Alert? changed, IReadOnlyList<FieldProblem> problems)
    {
        if (!(await context.RequestServices.GetRequiredService<SubscriptionFormReader>().ReadAsync(fields, picked, values, null, context)).IsValue(out var state, out var failure))
        {
            return NoticePage.Of(context, failure);
        }

        var model = context.RequestServices.GetRequiredService<CurrentModel>().Value.VisibleTo(context.Request.Caller().Visible);
        return PageResult.Of<AlertFormPage>(context, problems.Count == 0 ? StatusCodes.Status200OK : ProblemResponses.StatusOf(problems[0].Problem.Kind), new()
        {
            [nameof(AlertFormPage.Form)] = state.WithProblems(problems),
            [nameof(AlertFormPage.Model)] = model,
            [nameof(AlertFormPage.Changed)] = changed,
        });
    }

    private static async Task<IResult> WithAsync(string id, HttpContext context, AlertService alerts, Func<Alert, Task<IResult>> action, CancellationToken cancellationToken) =>
        (await alerts.FindAsync(id, context.Request.Caller(), context.Request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem) ? await action(found) : NoticePage.Of(context, problem);
}

/// <summary>An alert in the list, with its condition in words and its last check.</summary>
public sealed record ListedAlert(Alert Alert, string Sentence, AlertOutcome? Last);

/// <summary>Says what an alert watches, in the language of the page.</summary>
internal sealed class AlertSentences(CurrentModel models)
{
    public string Of(AlertDefinition definition, Language language)
    {
        var words = definition.Query.ToLookup(p => p.Key, p => p.Value);
        var measure = words["measures"].FirstOrDefault() ?? models.Value.Measure(MeasureKind.Engagements).Id;
        var caption = definition.Report is { } report ? $"{report}{(definition.Figure is { } figure ? $", {figure}" : null)}" : models.Value.Measure(measure).Value?.Caption.In(language.Code) ?? measure;
        var by = string.Join(", ", words["by"].SelectMany(v => v.Split(',')).Select(id => models.Value.Dimension(id).Value?.Caption.In(language.Code) ?? id));
        var filters = definition.Query.Where(p => p.Key is not ("measures" or "by")).Concat(definition.Parameters)
            .Select(p => $"{models.Value.Dimension(p.Key).Value?.Caption.In(language.Code) ?? p.Key}: {p.Value.Replace(",", ", ", StringComparison.Ordinal)}");
        var each = by.Length > 0 && definition.Condition.Kind != AlertKind.First ? [$"{PageCaptions.In(language).Alert.ForEach}: {by}"] : Array.Empty<string>();
        return string.Join("; ", [AlertPhrases.In(language.Code).Sentence(definition.Condition, caption, by), .. each, .. filters]);
    }
}
