using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Features;
using Reporting.Api.Access;
using Reporting.Api.Audit;
using Reporting.Api.Pages;
using Reporting.Api.Problems;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Subscriptions.Pages;

/// <summary>Subscriptions for people: plain pages and forms that work without scripts.</summary>
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

    private static async Task<IResult> ListAsync(HttpContext context, SubscriptionService book, DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        var (caller, seesAll) = (context.Request.Caller(), context.Request.IsAdministrator());
        var items = new List<ListedSubscription>();
        foreach (var subscription in await book.ListAsync(caller, seesAll, cancellationToken))
        {
            var last = (await deliveries.ListAsync(new DeliveryFilter { SubscriptionId = subscription.Id }, 1, cancellationToken)).FirstOrDefault();
            items.Add(new ListedSubscription(subscription, book.NextDue(subscription), last));
        }

        return PageResult.Of<SubscriptionsPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(SubscriptionsPage.Items)] = items,
            [nameof(SubscriptionsPage.Counts)] = await deliveries.CountAsync(seesAll ? null : caller.Name, cancellationToken),
            [nameof(SubscriptionsPage.IsAdministrator)] = seesAll,
        });
    }

    /// <summary>The report's parameters in the address stand in the form: a report's page leads here.</summary>
    private static IResult New(HttpContext context, ReportCatalog catalog)
    {
        var asked = context.Request.Query;
        if (asked["report"].ToString() is not { Length: > 0 } id)
        {
            return Asked(context, catalog, null);
        }

        if (!catalog.Find(id).IsValue(out var report, out var problem))
        {
            return Asked(context, catalog, problem);
        }

        var values = new Dictionary<string, string>(SubscriptionForm.Usual);
        foreach (var parameter in report.ParametersFor(context.Request.Caller()).Where(p => asked.ContainsKey(p.Id)))
        {
            values[SubscriptionForm.Parameter + parameter.Id] = asked[parameter.Id].ToString();
        }

        return Filled<NewSubscriptionPage>(context, FormOf(context, report, values));
    }

    private static async Task<IResult> AddAsync(HttpContext context, ReportCatalog catalog, SubscriptionService book, CancellationToken cancellationToken)
    {
        var form = await ReadAsync(context, cancellationToken);
        if (!catalog.Find(form["report"].ToString()).IsValue(out var report, out var problem))
        {
            return Asked(context, catalog, problem);
        }

        if (!SubscriptionForm.Read(form, null).IsValue(out var asked, out problem)
            || !(await book.AddAsync(asked, context.Request.Caller(), cancellationToken)).IsValue(out var added, out problem))
        {
            return Filled<NewSubscriptionPage>(context, FormOf(context, report, SubscriptionForm.Values(form)).Refused(problem, SubscriptionForm.FieldOf(problem, form)));
        }

        AuditDraft.Of(context)?.SetQuery(SubscriptionFormatter.ForAudit(added));
        return PageForms.See($"{context.Request.PathBase}{Path}/{added.Id}");
    }

    private static Task<IResult> ShowAsync(string id, HttpContext context, SubscriptionService book, DeliveryStore deliveries, CancellationToken cancellationToken) => WithAsync(
        id,
        context,
        book,
        async found => PageResult.Of<SubscriptionPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(SubscriptionPage.Subscription)] = found,
            [nameof(SubscriptionPage.Next)] = book.NextDue(found).Select(DueTimeResponse.Of).ToList(),
            [nameof(SubscriptionPage.History)] = await deliveries.ListAsync(new DeliveryFilter { SubscriptionId = found.Id }, MaxShown, cancellationToken),
            [nameof(SubscriptionPage.OptedOut)] = await book.OptedOutAsync(found, cancellationToken),
        }),
        cancellationToken);

    private static Task<IResult> ChangeAsync(string id, HttpContext context, ReportCatalog catalog, SubscriptionService book, CancellationToken cancellationToken) => WithAsync(
        id,
        context,
        book,
        found => Task.FromResult<IResult>(catalog.Find(found.Definition.Report).IsValue(out var report, out var problem)
            ? Filled<ChangeSubscriptionPage>(context, FormOf(context, report, SubscriptionForm.Values(found)) with { Changed = found })
            : Notice(context, problem)),
        cancellationToken);

    private static Task<IResult> SaveAsync(string id, HttpContext context, ReportCatalog catalog, SubscriptionService book, CancellationToken cancellationToken) => WithAsync(
        id,
        context,
        book,
        async found =>
        {
            var form = await ReadAsync(context, cancellationToken);
            if (!catalog.Find(found.Definition.Report).IsValue(out var report, out var problem))
            {
                return Notice(context, problem);
            }

            if (!(await TakeAsync(found, form, book, context.Request.Caller(), cancellationToken)).IsValue(out var changed, out problem))
            {
                var filled = FormOf(context, report, SubscriptionForm.Values(form)) with { Changed = found };
                return Filled<ChangeSubscriptionPage>(context, filled.Refused(problem, SubscriptionForm.FieldOf(problem, form)));
            }

            AuditDraft.Of(context)?.SetQuery(SubscriptionFormatter.ForAudit(changed));
            return PageForms.See($"{context.Request.PathBase}{Path}/{found.Id}");
        },
        cancellationToken);

    private static async Task<Outcome<Subscription>> TakeAsync(Subscription found, IFormCollection form, SubscriptionService book, Caller caller, CancellationToken cancellationToken)
    {
        // Somebody else changed it while the form stood open: their words are not overwritten unseen.
        if (form[SubscriptionForm.Seen] != SubscriptionForm.VersionOf(found))
        {
            return SubscriptionProblems.Changed;
        }

        if (!SubscriptionForm.Read(form, found.Definition).IsValue(out var asked, out var problem)
            || !(await book.ChangeAsync(found, asked, caller, cancellationToken)).IsValue(out var changed, out problem))
        {
            return problem;
        }

        var pauses = form["paused"] == "true";
        return pauses == (changed.State == SubscriptionState.Paused) ? changed : await book.PauseAsync(changed, pauses, cancellationToken);
    }

    private static Task<IResult> ActAsync(string id, string action, HttpContext context, SubscriptionService book, DeliveryPlanner planner, CancellationToken cancellationToken) => WithAsync(
        id,
        context,
        book,
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
                    return (await book.PauseAsync(found, action == "pause", cancellationToken)).Problem is { } problem ? Notice(context, problem) : PageForms.See(back);
                case "delete":
                    await book.DeleteAsync(found, cancellationToken);
                    return PageForms.See(context.Request.PathBase + Path);
                default:
                    return Results.NotFound();
            }
        },
        cancellationToken);

    private static async Task<IResult> ActOnDeliveryAsync(string id, string delivery, string action, HttpContext context, DeliveryService desk, CancellationToken cancellationToken)
    {
        var (caller, seesAll) = (context.Request.Caller(), context.Request.IsAdministrator());
        if (action is not ("arrived" or "resend"))
        {
            return Results.NotFound();
        }

        if (!(await desk.FindAsync(delivery, caller, seesAll, cancellationToken)).IsValue(out var found, out var unknown) || found.SubscriptionId != id)
        {
            return Notice(context, unknown ?? SubscriptionProblems.UnknownDelivery);
        }

        var outcome = action == "arrived"
            ? await desk.AcknowledgeAsync(delivery, caller, seesAll, cancellationToken)
            : await desk.ResendAsync(delivery, caller, seesAll, cancellationToken);
        return outcome.IsValue(out var copy, out var problem) ? PageForms.See($"{context.Request.PathBase}{Path}/{copy.SubscriptionId}") : Notice(context, problem);
    }

    private static async Task<IResult> WithAsync(string id, HttpContext context, SubscriptionService book, Func<Subscription, Task<IResult>> then, CancellationToken cancellationToken) =>
        (await book.FindAsync(id, context.Request.Caller(), context.Request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem) ? await then(found) : Notice(context, problem);

    private static Task<IFormCollection> ReadAsync(HttpContext context, CancellationToken cancellationToken) =>
        context.Request.ReadFormAsync(new FormOptions { KeyLengthLimit = 200, ValueLengthLimit = 20_000, ValueCountLimit = 100 }, cancellationToken);

    private static SubscriptionFormState FormOf(HttpContext context, ReportDefinition report, IReadOnlyDictionary<string, string> values) => new(report, [.. report.ParametersFor(context.Request.Caller())], values);

    // Which report?
    private static PageResult Asked(HttpContext context, ReportCatalog catalog, Problem? problem) => PageResult.Of<NewSubscriptionPage>(
        context, Status(problem), new() { [nameof(NewSubscriptionPage.Reports)] = catalog.Definitions, [nameof(NewSubscriptionPage.Problem)] = problem });

    private static PageResult Filled<T>(HttpContext context, SubscriptionFormState form)
        where T : IComponent => PageResult.Of<T>(context, Status(form.Problem), new() { ["Form"] = form });

    private static int Status(Problem? problem) => problem is null ? StatusCodes.Status200OK : ProblemResponses.StatusOf(problem.Kind);

    private static PageResult Notice(HttpContext context, Problem problem) => NoticePage.Of(context, problem, ProblemResponses.StatusOf(problem.Kind));
}

/// <summary>A subscription on the page: when it is due, and what became of its last mail.</summary>
public sealed record ListedSubscription(Subscription Subscription, IReadOnlyList<Occurrence> Next, MailDelivery? Last);
