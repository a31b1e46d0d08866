using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Features;
using Reporting.Api.Access.Identity;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.SavedReports;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Subscriptions.Pages;

/// <summary>Pages of subscriptions, which work without scripts.</summary>
internal static class SubscriptionPages
{
    private const string Path = "/subscriptions";
    private const int MaxShown = 200;

    public static void MapSubscriptionPages(this WebApplication app)
    {
        var group = app.MapGroup(Path).Needs(Permission.Schedule).Pages();
        group.MapGet("/", ListAsync);
        group.MapGet("/new", New);
        group.MapPost("/", AddAsync).Form();
        group.MapGet("/{id}", ShowAsync);
        group.MapGet("/{id}/change", ChangeAsync);
        group.MapPost("/{id}/change", SaveAsync).Form();
        group.MapPost("/{id}/{action}", ActAsync).Form();
        group.MapPost("/{id}/{delivery}/{action}", ActOnDeliveryAsync).Form();
    }

    private static async Task<IResult> ListAsync(HttpContext context, SubscriptionService subscriptions, DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        var (caller, seesAll) = (context.Request.Caller(), context.Request.IsAdministrator());
        var items = new List<ListedSubscription>();
        foreach (var subscription in await subscriptions.ListAsync(caller, seesAll, cancellationToken))
        {
            var last = (await deliveries.ListAsync(new DeliveryFilter { SubscriptionId = subscription.Id }, 1, cancellationToken)).FirstOrDefault();
            items.Add(new ListedSubscription(subscription, subscriptions.NextDue(subscription), last));
        }

        return PageResult.Of<SubscriptionsPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(SubscriptionsPage.Items)] = items,
            [nameof(SubscriptionsPage.Counts)] = await deliveries.CountAsync(seesAll ? null : caller.Name, cancellationToken),
            [nameof(SubscriptionsPage.IsAdministrator)] = seesAll,
        });
    }

    /// <summary>Fills the form with the report's parameters from the address, to which a report's page links.</summary>
    private static async Task<IResult> New(HttpContext context, ReportFinder reports, CancellationToken cancellationToken)
    {
        var definition = context.Request.Query;
        if (definition["report"].ToString() is not { Length: > 0 } id)
        {
            return await ReportChoiceAsync(context, reports, null);
        }

        if (!(await reports.FindAsync(id, context.Request.Caller(), cancellationToken)).IsValue(out var report, out var problem))
        {
            return await ReportChoiceAsync(context, reports, problem);
        }

        var values = new Dictionary<string, string>(SubscriptionForm.Defaults) { ["language"] = context.Request.PageLanguage().Code };
        foreach (var name in report.ParametersFor(context.Request.Caller()).Select(p => p.Id).Append(ReportParameters.Detail).Where(definition.ContainsKey))
        {
            values[SubscriptionForm.Parameter + name] = definition[name].ToString();
        }

        return FormPage<NewSubscriptionPage>(context, FormOf(context, report, values));
    }

    private static async Task<IResult> AddAsync(HttpContext context, ReportFinder reports, SubscriptionService subscriptions, CancellationToken cancellationToken)
    {
        var form = await ReadAsync(context, cancellationToken);
        if (!(await reports.FindAsync(form["report"].ToString(), context.Request.Caller(), cancellationToken)).IsValue(out var report, out var problem))
        {
            return await ReportChoiceAsync(context, reports, problem);
        }

        if (!SubscriptionForm.Read(form, null).IsValue(out var definition, out problem)
            || !(await subscriptions.AddAsync(definition, context.Request.Caller(), cancellationToken)).IsValue(out var added, out problem))
        {
            return FormPage<NewSubscriptionPage>(context, FormOf(context, report, SubscriptionForm.Values(form)).WithProblem(problem, SubscriptionForm.FieldOf(problem, form)));
        }

        AuditDraft.Of(context)?.SetQuery(SubscriptionFormatter.ForAudit(added));
        return PageForms.See($"{context.Request.PathBase}{Path}/{added.Id}");
    }

    private static Task<IResult> ShowAsync(string id, HttpContext context, SubscriptionService subscriptions, DeliveryStore deliveries, CancellationToken cancellationToken) => WithAsync(
        id,
        context,
        subscriptions,
        async found => PageResult.Of<SubscriptionPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(SubscriptionPage.Subscription)] = found,
            [nameof(SubscriptionPage.Next)] = subscriptions.NextDue(found).Select(DueTimeResponse.Of).ToList(),
            [nameof(SubscriptionPage.History)] = await deliveries.ListAsync(new DeliveryFilter { SubscriptionId = found.Id }, MaxShown, cancellationToken),
            [nameof(SubscriptionPage.OptedOut)] = await subscriptions.OptedOutAsync(found, cancellationToken),
        }),
        cancellationToken);

    private static Task<IResult> ChangeAsync(string id, HttpContext context, ReportFinder reports, SubscriptionService subscriptions, CancellationToken cancellationToken) => WithAsync(
        id,
        context,
        subscriptions,
        async found => (await reports.FindAsync(found.Definition.Report, context.Request.Caller(), cancellationToken)).IsValue(out var report, out var problem)
            ? FormPage<ChangeSubscriptionPage>(context, FormOf(context, report, SubscriptionForm.Values(found)) with { Changed = found })
            : Notice(context, problem),
        cancellationToken);

    private static Task<IResult> SaveAsync(string id, HttpContext context, ReportFinder reports, SubscriptionService subscriptions, CancellationToken cancellationToken) => WithAsync(
        id,
        context,
        subscriptions,
        async found =>
        {
            var form = await ReadAsync(context, cancellationToken);
            if (!(await reports.FindAsync(found.Definition.Report, context.Request.Caller(), cancellationToken)).IsValue(out var report, out var problem))
            {
                return Notice(context, problem);
            }

            if (!(await SaveChangesAsync(found, form, subscriptions, context.Request.Caller(), cancellationToken)).IsValue(out var changed, out problem))
            {
                var filled = FormOf(context, report, SubscriptionForm.Values(form)) with { Changed = found };
                return FormPage<ChangeSubscriptionPage>(context, filled.WithProblem(problem, SubscriptionForm.FieldOf(problem, form)));
            }

            AuditDraft.Of(context)?.SetQuery(SubscriptionFormatter.ForAudit(changed));
            return PageForms.See($"{context.Request.PathBase}{Path}/{found.Id}");
        },
        cancellationToken);

    private static async Task<Outcome<Subscription>> SaveChangesAsync(Subscription found, IFormCollection form, SubscriptionService subscriptions, Caller caller, CancellationToken cancellationToken)
    {
        // Do not overwrite a change that was made while the form was open.
        if (form[SubscriptionForm.Seen] != SubscriptionForm.VersionOf(found))
        {
            return SubscriptionProblems.Changed;
        }

        if (!SubscriptionForm.Read(form, found.Definition).IsValue(out var definition, out var problem)
            || !(await subscriptions.ChangeAsync(found, definition, caller, cancellationToken)).IsValue(out var changed, out problem))
        {
            return problem;
        }

        var pauses = form["paused"] == "true";
        return pauses == (changed.State == SubscriptionState.Paused) ? changed : await subscriptions.PauseAsync(changed, pauses, cancellationToken);
    }

    private static Task<IResult> ActAsync(string id, string action, HttpContext context, SubscriptionService subscriptions, DeliveryPlanner planner, CancellationToken cancellationToken) => WithAsync(
        id,
        context,
        subscriptions,
        async found =>
        {
            AuditDraft.Of(context)?.SetQuery(SubscriptionFormatter.ForAudit(found));
            var back = $"{context.Request.PathBase}{Path}/{found.Id}";
            switch (action)
            {
                case "run":
                    await planner.RunAsync(found, cancellationToken);
                    return PageForms.See(back);
                case "pause" or "resume":
                    return (await subscriptions.PauseAsync(found, action == "pause", cancellationToken)).Problem is { } problem ? Notice(context, problem) : PageForms.See(back);
                case "delete":
                    await subscriptions.DeleteAsync(found, cancellationToken);
                    return PageForms.See(context.Request.PathBase + Path);
                default:
                    return Results.NotFound();
            }
        },
        cancellationToken);

    private static async Task<IResult> ActOnDeliveryAsync(string id, string delivery, string action, HttpContext context, DeliveryService deliveries, CancellationToken cancellationToken)
    {
        var (caller, seesAll) = (context.Request.Caller(), context.Request.IsAdministrator());
        if (action is not ("arrived" or "resend"))
        {
            return Results.NotFound();
        }

        if (!(await deliveries.FindAsync(delivery, caller, seesAll, cancellationToken)).IsValue(out var found, out var unknown) || found.SubscriptionId != id)
        {
            return Notice(context, unknown ?? SubscriptionProblems.UnknownDelivery);
        }

        var outcome = action == "arrived"
            ? await deliveries.AcknowledgeAsync(delivery, caller, seesAll, cancellationToken)
            : await deliveries.ResendAsync(delivery, caller, seesAll, cancellationToken);
        return outcome.IsValue(out var resolved, out var problem) ? PageForms.See($"{context.Request.PathBase}{Path}/{resolved.SubscriptionId}") : Notice(context, problem);
    }

    private static async Task<IResult> WithAsync(string id, HttpContext context, SubscriptionService subscriptions, Func<Subscription, Task<IResult>> action, CancellationToken cancellationToken) =>
        (await subscriptions.FindAsync(id, context.Request.Caller(), context.Request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem) ? await action(found) : Notice(context, problem);

    private static Task<IFormCollection> ReadAsync(HttpContext context, CancellationToken cancellationToken) =>
        context.Request.ReadFormAsync(new FormOptions { KeyLengthLimit = 200, ValueLengthLimit = 20_000, ValueCountLimit = 100 }, cancellationToken);

    private static SubscriptionFormState FormOf(HttpContext context, ReportDefinition report, IReadOnlyDictionary<string, string> values) => new(report, [.. report.ParametersFor(context.Request.Caller())], values);

    // Asks for the report.
    private static async Task<PageResult> ReportChoiceAsync(HttpContext context, ReportFinder reports, Problem? problem) => PageResult.Of<NewSubscriptionPage>(
        context, Status(problem), new() { [nameof(NewSubscriptionPage.Reports)] = await reports.ListAsync(context.Request.Caller(), context.RequestAborted), [nameof(NewSubscriptionPage.Problem)] = problem });

    private static PageResult FormPage<T>(HttpContext context, SubscriptionFormState form)
        where T : IComponent => PageResult.Of<T>(context, Status(form.Problem), new() { ["Form"] = form });

    private static int Status(Problem? problem) => problem is null ? StatusCodes.Status200OK : ProblemResponses.StatusOf(problem.Kind);

    private static PageResult Notice(HttpContext context, Problem problem) => NoticePage.Of(context, problem, ProblemResponses.StatusOf(problem.Kind));
}

/// <summary>A subscription in the list, with its due times and its last delivery.</summary>
public sealed record ListedSubscription(Subscription Subscription, IReadOnlyList<Occurrence> Next, MailDelivery? Last);
