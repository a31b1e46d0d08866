using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Features;
using Reporting.Api.Access.Identity;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.ReportPages;
using Reporting.Api.Responses;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.SavedReports;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Subscriptions.Pages;

/// <summary>The forms of new and changed subscriptions, with the next due times and a preview of the mail. They work without scripts.</summary>
internal static class SubscriptionFormPages
{
    /// <summary>The button that shows the next due times, and saves nothing.</summary>
    private const string Show = "show";

    public static void MapSubscriptionFormPages(this WebApplication app)
    {
        var group = app.MapGroup(SubscriptionPages.Path).Needs(Permission.Schedule).Pages();
        group.MapGet("/new", NewAsync);
        group.MapPost("/", AddAsync).Form();
        group.MapGet("/times", Times);
        group.MapPost("/preview", PreviewAsync).Form();
        group.MapGet("/{id}/change", ChangeAsync);
        group.MapPost("/{id}/change", SaveAsync).Form();
    }

    /// <summary>Fills the form with the report's parameters from the address, to which a report's page links.</summary>
    private static async Task<IResult> NewAsync(HttpContext context, ReportFinder reports, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        if (query["report"].ToString() is not { Length: > 0 } id)
        {
            return await ReportChoiceAsync(context, reports, null);
        }

        if (!(await reports.FindAsync(id, context.Request.Caller(), cancellationToken)).IsValue(out var report, out var problem))
        {
            return await ReportChoiceAsync(context, reports, problem);
        }

        var values = new Dictionary<string, string>(SubscriptionForm.Defaults) { ["language"] = context.Request.PageLanguage().Code };
        var shown = Shown(report, context);
        var parameters = FormPairs.Of(report, context.Request.Pairs().Where(p => shown.Contains(p.Key) || p.Key.StartsWith(SubscriptionForm.Further, StringComparison.Ordinal)));
        values[SubscriptionForm.Parameter + ReportParameters.Detail] = query[ReportParameters.Detail].ToString();
        return await PageAsync<NewSubscriptionPage>(context, report, parameters, values, null, []);
    }

    private static async Task<IResult> AddAsync(HttpContext context, ReportFinder reports, SubscriptionService subscriptions, CancellationToken cancellationToken)
    {
        var form = await ReadAsync(context, cancellationToken);
        if (!(await reports.FindAsync(form["report"].ToString(), context.Request.Caller(), cancellationToken)).IsValue(out var report, out var problem))
        {
            return await ReportChoiceAsync(context, reports, problem);
        }

        if (OnlyShows(form))
        {
            return await PageAsync<NewSubscriptionPage>(context, report, form, null, []);
        }

        if (!SubscriptionForm.Read(form, report, Shown(report, context), null).IsValue(out var definition, out problem))
        {
            return await PageAsync<NewSubscriptionPage>(context, report, form, null, [problem]);
        }

        if (await subscriptions.ProblemsOfAsync(definition, null, context.Request.Caller(), cancellationToken) is { Count: > 0 } problems)
        {
            return await PageAsync<NewSubscriptionPage>(context, report, form, null, problems);
        }

        if (!(await subscriptions.AddAsync(definition, context.Request.Caller(), cancellationToken)).IsValue(out var added, out problem))
        {
            return await PageAsync<NewSubscriptionPage>(context, report, form, null, [problem]);
        }

        AuditDraft.Of(context)?.SetQuery(SubscriptionFormatter.ForAudit(added));
        return PageForms.See($"{context.Request.PathBase}{SubscriptionPages.Path}/{added.Id}");
    }

    private static Task<IResult> ChangeAsync(string id, HttpContext context, ReportFinder reports, SubscriptionService subscriptions, CancellationToken cancellationToken) => SubscriptionPages.WithAsync(
        id,
        context,
        subscriptions,
        async found => (await reports.FindAsync(found.Definition.Report, context.Request.Caller(), cancellationToken)).IsValue(out var report, out var problem)
            ? await PageAsync<ChangeSubscriptionPage>(context, report, FormPairs.Of(report, found.Definition.Parameters), SubscriptionForm.Values(found), found, [])
            : NoticePage.Of(context, problem),
        cancellationToken);

    private static Task<IResult> SaveAsync(string id, HttpContext context, ReportFinder reports, SubscriptionService subscriptions, CancellationToken cancellationToken) => SubscriptionPages.WithAsync(
        id,
        context,
        subscriptions,
        async found =>
        {
            var form = await ReadAsync(context, cancellationToken);
            if (!(await reports.FindAsync(found.Definition.Report, context.Request.Caller(), cancellationToken)).IsValue(out var report, out var problem))
            {
                return NoticePage.Of(context, problem);
            }

            if (OnlyShows(form))
            {
                return await PageAsync<ChangeSubscriptionPage>(context, report, form, found, []);
            }

            // Do not overwrite a change that was made while the form was open.
            if (form[SubscriptionForm.Seen] != SubscriptionForm.VersionOf(found))
            {
                return await PageAsync<ChangeSubscriptionPage>(context, report, form, found, [SubscriptionProblems.Changed]);
            }

            if (!SubscriptionForm.Read(form, report, Shown(report, context), found.Definition).IsValue(out var definition, out problem))
            {
                return await PageAsync<ChangeSubscriptionPage>(context, report, form, found, [problem]);
            }

            if (await subscriptions.ProblemsOfAsync(definition, found, context.Request.Caller(), cancellationToken) is { Count: > 0 } problems)
            {
                return await PageAsync<ChangeSubscriptionPage>(context, report, form, found, problems);
            }

            if (!(await subscriptions.ChangeAsync(found, definition, context.Request.Caller(), cancellationToken)).IsValue(out var changed, out problem)
                || !(await PauseAsync(changed, form["paused"] == "true", subscriptions, cancellationToken)).IsValue(out changed, out problem))
            {
                return await PageAsync<ChangeSubscriptionPage>(context, report, form, found, [problem]);
            }

            AuditDraft.Of(context)?.SetQuery(SubscriptionFormatter.ForAudit(changed));
            return PageForms.See($"{context.Request.PathBase}{SubscriptionPages.Path}/{found.Id}");
        },
        cancellationToken);

    private static async Task<Outcome<Subscription>> PauseAsync(Subscription changed, bool pauses, SubscriptionService subscriptions, CancellationToken cancellationToken) =>
        pauses == (changed.State == SubscriptionState.Paused) ? changed : await subscriptions.PauseAsync(changed, pauses, cancellationToken);

    /// <summary>The next due times as a part of the page, for the fields of the schedule.</summary>
    private static PageResult Times(HttpContext context, SubscriptionService subscriptions)
    {
        var query = context.Request.Query;
        var definition = new SubscriptionDefinition { Report = string.Empty, Schedule = SubscriptionForm.ScheduleOf(name => query[name].ToString()), TimeZone = query["timeZone"].ToString() };
        return PageResult.Of<DueTimes>(context, StatusCodes.Status200OK, new() { [nameof(DueTimes.Next)] = subscriptions.NextDue(definition) });
    }

    /// <summary>The mail of the form as it is, with the caller's own access rights, for the frame beside it.</summary>
    private static async Task<IResult> PreviewAsync(HttpContext context, ReportFinder reports, MailPreviews previews, CancellationToken cancellationToken)
    {
        var (form, caller) = (await ReadAsync(context, cancellationToken), context.Request.Caller());
        SecurityHeaders.MayBeFramed(context.Response);
        if (!(await reports.FindAsync(form["report"].ToString(), caller, cancellationToken)).IsValue(out var report, out var problem))
        {
            return PageResult.Of<MailNotice>(context, ProblemResponses.StatusOf(problem.Kind), new() { [nameof(MailNotice.Problem)] = problem });
        }

        // A form that is not filled in yet shows no error.
        var given = SubscriptionForm.Parameters(report, form).Pairs.Where(p => p.Value.Length > 0).Select(p => p.Key).ToHashSet();
        var missing = report.Asked.Intersect(report.ParametersFor(caller)).Where(p => !given.Contains(p.Id)).ToList();
        if (missing.Count > 0)
        {
            return PageResult.Of<MailNotice>(context, StatusCodes.Status200OK, new() { [nameof(MailNotice.Missing)] = missing.Select(p => p.Caption.In(context.Request.PageLanguage().Code)).ToList() });
        }

        if (!SubscriptionForm.Read(form, report, Shown(report, context), null).IsValue(out var definition, out problem)
            || !(await previews.OfAsync(definition, caller, cancellationToken)).IsValue(out var preview, out problem))
        {
            return PageResult.Of<MailNotice>(context, ProblemResponses.StatusOf(problem.Kind), new() { [nameof(MailNotice.Problem)] = problem });
        }

        AuditDraft.Of(context)?.SetResult(preview.DataVersion, preview.Rows);
        if (preview.Mail is not { } mail)
        {
            return PageResult.Of<MailNotice>(context, StatusCodes.Status200OK, new() { [nameof(MailNotice.Reason)] = preview.Reason });
        }

        SecurityHeaders.SendsFile(context.Response);
        SecurityHeaders.MayBeFramed(context.Response);
        return Results.Text(mail.Html, "text/html; charset=utf-8").Fresh();
    }

    // The buttons that search members or show the next mails save nothing.
    private static bool OnlyShows(IFormCollection form) => form.ContainsKey(FormPairs.FindNow) || form.ContainsKey(Show);

    private static List<string> Shown(ReportDefinition report, HttpContext context) => [.. report.ParametersFor(context.Request.Caller()).Select(p => p.Id), ReportParameters.Detail];

    private static Task<IFormCollection> ReadAsync(HttpContext context, CancellationToken cancellationToken) =>
        context.Request.ReadFormAsync(new FormOptions { KeyLengthLimit = 200, ValueLengthLimit = 20_000, ValueCountLimit = 2_000 }, cancellationToken);

    // Asks for the report.
    private static async Task<PageResult> ReportChoiceAsync(HttpContext context, ReportFinder reports, Problem? problem) => PageResult.Of<NewSubscriptionPage>(
        context, Status(problem), new() { [nameof(NewSubscriptionPage.Reports)] = await reports.ListAsync(context.Request.Caller(), context.RequestAborted), [nameof(NewSubscriptionPage.Problem)] = problem });

    private static Task<IResult> PageAsync<T>(HttpContext context, ReportDefinition report, IFormCollection form, Subscription? changed, IReadOnlyList<Problem> problems)
        where T : IComponent => PageAsync<T>(
            context, report, SubscriptionForm.Parameters(report, form), SubscriptionForm.Values(form), changed, [.. problems.Select(p => new FieldProblem(SubscriptionForm.FieldOf(p, form, Shown(report, context)), p))]);

    private static async Task<IResult> PageAsync<T>(
        HttpContext context, ReportDefinition report, FormPairs parameters, IReadOnlyDictionary<string, string> values, Subscription? changed, IReadOnlyList<FieldProblem> problems)
        where T : IComponent =>
        (await context.RequestServices.GetRequiredService<SubscriptionFormReader>().ReadAsync(report, parameters, values, changed, context)).IsValue(out var state, out var failure)
            ? PageResult.Of<T>(context, Status(problems.FirstOrDefault()?.Problem), new() { ["Form"] = state.WithProblems(problems) })
            : NoticePage.Of(context, failure);

    private static int Status(Problem? problem) => problem is null ? StatusCodes.Status200OK : ProblemResponses.StatusOf(problem.Kind);
}
