using Reporting.Api.Access.Identity;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Responses;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;

namespace Reporting.Api.Subscriptions.Pages;

/// <summary>Pages of subscriptions: the list, one subscription with its history, and what can be done with it. They work without scripts.</summary>
internal static class SubscriptionPages
{
    public const string Path = "/subscriptions";
    private const int MaxShown = 200;

    public static void MapSubscriptionPages(this WebApplication app)
    {
        var group = app.MapGroup(Path).Needs(Permission.Schedule).Pages();
        group.MapGet("/", ListAsync);
        group.MapGet("/{id}", ShowAsync);
        group.MapGet("/{id}/delete", (string id, HttpContext context, SubscriptionService subscriptions, SubscriptionTitles titles, CancellationToken cancellationToken) => AskAsync(id, context, subscriptions, titles, true, cancellationToken));
        group.MapGet("/{id}/pause", (string id, HttpContext context, SubscriptionService subscriptions, SubscriptionTitles titles, CancellationToken cancellationToken) => AskAsync(id, context, subscriptions, titles, false, cancellationToken));
        group.MapPost("/{id}/restore", RestoreAsync).Form();
        group.MapPost("/{id}/{action}", ActAsync).Form();
        group.MapPost("/{id}/{delivery}/{action}", ActOnDeliveryAsync).Form();
    }

    private static async Task<IResult> ListAsync(HttpContext context, SubscriptionService subscriptions, SubscriptionTitles titles, DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        var (caller, seesAll) = (context.Request.Caller(), context.Request.IsAdministrator());
        var items = new List<ListedSubscription>();
        foreach (var subscription in await subscriptions.ListAsync(caller, seesAll, cancellationToken))
        {
            var last = (await deliveries.ListAsync(new DeliveryFilter { SubscriptionId = subscription.Id }, 1, cancellationToken)).FirstOrDefault();
            items.Add(new ListedSubscription(subscription, subscriptions.NextDue(subscription), last));
        }

        var deleted = await subscriptions.DeletedAsync(caller, seesAll, cancellationToken);
        return PageResult.Of<SubscriptionsPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(SubscriptionsPage.Items)] = items,
            [nameof(SubscriptionsPage.Counts)] = await deliveries.CountAsync(seesAll ? null : caller.Name, cancellationToken),
            [nameof(SubscriptionsPage.IsAdministrator)] = seesAll,
            [nameof(SubscriptionsPage.Titles)] = await titles.ReadAsync(items.Select(i => i.Subscription).Concat(deleted.Select(d => d.Subscription)), context.Request.PageLanguage(), caller, cancellationToken),
            [nameof(SubscriptionsPage.Deleted)] = deleted,
            [nameof(SubscriptionsPage.JustDeleted)] = context.Request.Query["deleted"].ToString(),
        });
    }

    private static Task<IResult> ShowAsync(string id, HttpContext context, SubscriptionService subscriptions, SubscriptionTitles titles, DeliveryStore deliveries, CancellationToken cancellationToken) => WithAsync(
        id,
        context,
        subscriptions,
        async found => PageResult.Of<SubscriptionPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(SubscriptionPage.Subscription)] = found,
            [nameof(SubscriptionPage.Name)] = await titles.OfAsync(found, context.Request.PageLanguage(), context.Request.Caller(), cancellationToken),
            [nameof(SubscriptionPage.Done)] = context.Request.Query["done"].ToString(),
            [nameof(SubscriptionPage.Next)] = subscriptions.NextDue(found).Select(DueTimeResponse.Of).ToList(),
            [nameof(SubscriptionPage.History)] = await deliveries.ListAsync(new DeliveryFilter { SubscriptionId = found.Id }, MaxShown, cancellationToken),
            [nameof(SubscriptionPage.OptedOut)] = await subscriptions.OptedOutAsync(found, cancellationToken),
        }),
        cancellationToken);

    /// <summary>Asks before a subscription is deleted or paused.</summary>
    private static Task<IResult> AskAsync(string id, HttpContext context, SubscriptionService subscriptions, SubscriptionTitles titles, bool isDelete, CancellationToken cancellationToken) => WithAsync(
        id,
        context,
        subscriptions,
        async found => PageResult.Of<ConfirmPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(ConfirmPage.Subscription)] = found,
            [nameof(ConfirmPage.Name)] = await titles.OfAsync(found, context.Request.PageLanguage(), context.Request.Caller(), cancellationToken),
            [nameof(ConfirmPage.IsDelete)] = isDelete,
        }),
        cancellationToken);

    private static async Task<IResult> RestoreAsync(string id, HttpContext context, SubscriptionService subscriptions, CancellationToken cancellationToken)
    {
        if (!(await subscriptions.RestoreAsync(id, context.Request.Caller(), context.Request.IsAdministrator(), cancellationToken)).IsValue(out var restored, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        AuditDraft.Of(context)?.SetQuery(SubscriptionFormatter.ForAudit(restored));
        return PageForms.See($"{context.Request.PathBase}{Path}/{restored.Id}?done=restored");
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
                    return (await subscriptions.PauseAsync(found, action == "pause", cancellationToken)).Problem is { } problem ? NoticePage.Of(context, problem) : PageForms.See(action == "pause" ? back + "?done=paused" : back);
                case "delete":
                    await subscriptions.DeleteAsync(found, cancellationToken);
                    return PageForms.See($"{context.Request.PathBase}{Path}?deleted={found.Id}");
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
            return NoticePage.Of(context, unknown ?? SubscriptionProblems.UnknownDelivery);
        }

        var outcome = action == "arrived"
            ? await deliveries.AcknowledgeAsync(delivery, caller, seesAll, cancellationToken)
            : await deliveries.ResendAsync(delivery, caller, seesAll, cancellationToken);
        return outcome.IsValue(out var resolved, out var problem) ? PageForms.See($"{context.Request.PathBase}{Path}/{resolved.SubscriptionId}") : NoticePage.Of(context, problem);
    }

    public static async Task<IResult> WithAsync(string id, HttpContext context, SubscriptionService subscriptions, Func<Subscription, Task<IResult>> action, CancellationToken cancellationToken) =>
        (await subscriptions.FindAsync(id, context.Request.Caller(), context.Request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem) ? await action(found) : NoticePage.Of(context, problem);
}

/// <summary>A subscription in the list, with its due times and its last delivery.</summary>
public sealed record ListedSubscription(Subscription Subscription, IReadOnlyList<Occurrence> Next, MailDelivery? Last);
