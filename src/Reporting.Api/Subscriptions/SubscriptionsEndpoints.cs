using Reporting.Api.Access;
using Reporting.Api.Audit;
using Reporting.Api.Deliveries;
using Reporting.Api.OpenApi;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Subscriptions;

/// <summary>Reports that are mailed by a schedule. A caller sees their own, an administrator all.</summary>
internal static class SubscriptionsEndpoints
{
    public const string Route = "/api/v1/subscriptions";

    private static readonly DescribedParameter Id = new("id", "Id of the subscription.", "0f8fad5bd9cb469fa16570867728950e", InPath: true);

    public static void MapSubscriptions(this WebApplication app)
    {
        var group = app.MapGroup(Route).WithTags("Subscriptions").Needs(Permission.Schedule);
        group.MapPost("/", Add)
            .WithSummary("Has a report mailed by a schedule; answers with the next five due times.")
            .WithDescription("schedule: five cron fields, or daily, weekdays, weekly monday, monthly 15, last working day, quarterly with a time; timeZone: an IANA name. "
                + "formats: pdf, xlsx, csv, link. onBehalfOf: recipient (each gets what they may see) or owner. catchUp: latest, all, none. ambiguous: ask, resend, assume-sent.")
            .WithSubscriptionBody()
            .Produces<SubscriptionResponse>(StatusCodes.Status201Created);
        group.MapGet("/", List)
            .WithSummary("Your subscriptions, newest first.")
            .Produces<IReadOnlyList<SubscriptionResponse>>();
        group.MapGet("/{id}", Find)
            .WithSummary("A subscription and its next five due times.")
            .WithParameters(Id)
            .Produces<SubscriptionResponse>();
        group.MapPut("/{id}", Replace)
            .WithSummary("Another definition in place of the one that there is.")
            .WithParameters(Id)
            .WithSubscriptionBody()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<SubscriptionResponse>();
        group.MapPatch("/{id}", Change)
            .WithSummary("Changes what is given; the rest stays.")
            .WithParameters(Id)
            .WithSubscriptionBody()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<SubscriptionResponse>();
        group.MapDelete("/{id}", Delete)
            .WithSummary("Ends it, and removes what waits and its history.")
            .WithParameters(Id)
            .Produces(StatusCodes.Status204NoContent);
        group.MapPost("/{id}/pause", Pause)
            .WithSummary("Nothing is due until it goes on.")
            .WithParameters(Id)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<SubscriptionResponse>();
        group.MapDelete("/{id}/pause", Resume)
            .WithSummary("It goes on; what would have been due meanwhile is not caught up.")
            .WithParameters(Id)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<SubscriptionResponse>();
        group.MapGet("/{id}/preview", Preview)
            .WithSummary("What would be sent at the next due time, made with your own eyes; nothing is sent.")
            .WithParameters(
                Id,
                new DescribedParameter("recipient", "Whose mail; the first recipient's otherwise.", "asha@example.org"),
                new DescribedParameter("format", "json, html (the mail as a page) or eml (the whole message).", "json"))
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .Produces<PreviewResponse>();
        group.MapPost("/{id}/run", Run)
            .WithSummary("Sends a copy to everybody now, beside the schedule.")
            .WithParameters(Id)
            .Produces<IReadOnlyList<DeliveryResponse>>(StatusCodes.Status202Accepted);
        group.MapGet("/{id}/history", History)
            .WithSummary("What became of its mails, the latest due first.")
            .WithParameters(Id, DeliveriesEndpoints.State, DeliveriesEndpoints.Recipient, DeliveriesEndpoints.Limit, DeliveriesEndpoints.After)
            .Produces<DeliveriesResponse>();
    }

    private static async Task<IResult> Add(HttpRequest request, SubscriptionService book, CancellationToken cancellationToken)
    {
        if (!(await SubscriptionBody.ReadAsync(request, null, cancellationToken)).IsValue(out var asked, out var problem)
            || !(await book.AddAsync(asked, request.Caller(), cancellationToken)).IsValue(out var added, out problem))
        {
            return ProblemResponses.Answer(problem);
        }

        Audit(request, added);
        return Results.Created($"{Route}/{added.Id}", SubscriptionResponse.Of(added, book.NextDue(added), []));
    }

    private static async Task<IResult> List(HttpRequest request, SubscriptionService book, CancellationToken cancellationToken)
    {
        var answers = new List<SubscriptionResponse>();
        foreach (var subscription in await book.ListAsync(request.Caller(), request.IsAdministrator(), cancellationToken))
        {
            answers.Add(SubscriptionResponse.Of(subscription, book.NextDue(subscription), await book.OptedOutAsync(subscription, cancellationToken)));
        }

        return Results.Ok(answers).Fresh();
    }

    private static Task<IResult> Find(string id, HttpRequest request, SubscriptionService book, CancellationToken cancellationToken) =>
        WithAsync(id, request, book, async found => await AnswerAsync(found, request, book, cancellationToken), cancellationToken);

    private static Task<IResult> Replace(string id, HttpRequest request, SubscriptionService book, CancellationToken cancellationToken) =>
        ChangeAsync(id, request, book, keeps: false, cancellationToken);

    private static Task<IResult> Change(string id, HttpRequest request, SubscriptionService book, CancellationToken cancellationToken) =>
        ChangeAsync(id, request, book, keeps: true, cancellationToken);

    private static Task<IResult> ChangeAsync(string id, HttpRequest request, SubscriptionService book, bool keeps, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        book,
        async found =>
        {
            if (!(await SubscriptionBody.ReadAsync(request, keeps ? found.Definition : null, cancellationToken)).IsValue(out var asked, out var problem)
                || !(await book.ChangeAsync(found, asked, request.Caller(), cancellationToken)).IsValue(out var changed, out problem))
            {
                return ProblemResponses.Answer(problem);
            }

            Audit(request, changed);
            return await AnswerAsync(changed, request, book, cancellationToken);
        },
        cancellationToken);

    private static Task<IResult> Delete(string id, HttpRequest request, SubscriptionService book, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        book,
        async found =>
        {
            Audit(request, found);
            await book.DeleteAsync(found, cancellationToken);
            return Results.NoContent();
        },
        cancellationToken);

    private static Task<IResult> Pause(string id, HttpRequest request, SubscriptionService book, CancellationToken cancellationToken) =>
        PauseAsync(id, request, book, paused: true, cancellationToken);

    private static Task<IResult> Resume(string id, HttpRequest request, SubscriptionService book, CancellationToken cancellationToken) =>
        PauseAsync(id, request, book, paused: false, cancellationToken);

    private static Task<IResult> PauseAsync(string id, HttpRequest request, SubscriptionService book, bool paused, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        book,
        async found => (await book.PauseAsync(found, paused, cancellationToken)).IsValue(out var changed, out var problem)
            ? await AnswerAsync(changed, request, book, cancellationToken)
            : ProblemResponses.Answer(problem),
        cancellationToken);

    private static Task<IResult> Preview(string id, HttpRequest request, SubscriptionService book, MailPreviews previews, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        book,
        async found =>
        {
            if (!PreviewParameters.Read(request.Pairs()).IsValue(out var asked, out var problem)
                || !(await previews.OfAsync(found, asked.Recipient, request.Caller(), cancellationToken)).IsValue(out var preview, out problem))
            {
                return ProblemResponses.Answer(problem);
            }

            AuditDraft.Of(request.HttpContext)?.SetResult(preview.DataVersion, preview.Rows);
            var answer = (asked.Format, preview.Mail) switch
            {
                ("html", { } mail) => Results.Text(mail.Html, "text/html; charset=utf-8"),
                ("eml", { } mail) => Results.File(mail.Message.Bytes(), "message/rfc822", "preview.eml"),
                _ => Results.Ok(PreviewResponse.Of(preview)),
            };
            return answer.Fresh();
        },
        cancellationToken);

    private static Task<IResult> Run(string id, HttpRequest request, SubscriptionService book, DeliveryPlanner planner, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        book,
        async found =>
        {
            Audit(request, found);
            return Results.Accepted($"{Route}/{found.Id}/history", (await planner.RunAsync(found, cancellationToken)).Select(DeliveryResponse.Of));
        },
        cancellationToken);

    private static Task<IResult> History(string id, HttpRequest request, SubscriptionService book, DeliveryStore deliveries, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        book,
        async found => DeliveryParameters.Read(request.Pairs(), ofOne: true).IsValue(out var asked, out var problem)
            ? Results.Ok(await DeliveriesEndpoints.PageAsync(deliveries, asked with { Filter = asked.Filter with { SubscriptionId = found.Id } }, cancellationToken)).Fresh()
            : ProblemResponses.Answer(problem),
        cancellationToken);

    private static async Task<IResult> WithAsync(string id, HttpRequest request, SubscriptionService book, Func<Subscription, Task<IResult>> then, CancellationToken cancellationToken) =>
        (await book.FindAsync(id, request.Caller(), request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem) ? await then(found) : ProblemResponses.Answer(problem);

    private static async Task<IResult> AnswerAsync(Subscription subscription, HttpRequest request, SubscriptionService book, CancellationToken cancellationToken) =>
        Results.Ok(SubscriptionResponse.Of(subscription, book.NextDue(subscription), await book.OptedOutAsync(subscription, cancellationToken))).Fresh();

    // Whose eyes were chosen, and for whom, is what an auditor asks.
    private static void Audit(HttpRequest request, Subscription s) => AuditDraft.Of(request.HttpContext)?.SetQuery(SubscriptionFormatter.ForAudit(s));
}
