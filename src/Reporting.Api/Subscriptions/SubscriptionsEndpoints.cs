using Reporting.Api.Access;
using Reporting.Api.Answers;
using Reporting.Api.Audit;
using Reporting.Api.Deliveries;
using Reporting.Api.OpenApi;
using Reporting.Api.Problems;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Subscriptions;
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
            .Produces<SubscriptionAnswer>(StatusCodes.Status201Created);
        group.MapGet("/", List)
            .WithSummary("Your subscriptions, newest first.")
            .Produces<IReadOnlyList<SubscriptionAnswer>>();
        group.MapGet("/{id}", Find)
            .WithSummary("A subscription and its next five due times.")
            .WithParameters(Id)
            .Produces<SubscriptionAnswer>();
        group.MapPut("/{id}", Replace)
            .WithSummary("Another definition in place of the one that there is.")
            .WithParameters(Id)
            .WithSubscriptionBody()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<SubscriptionAnswer>();
        group.MapPatch("/{id}", Change)
            .WithSummary("Changes what is given; the rest stays.")
            .WithParameters(Id)
            .WithSubscriptionBody()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<SubscriptionAnswer>();
        group.MapDelete("/{id}", Delete)
            .WithSummary("Ends it, and removes what waits and its history.")
            .WithParameters(Id)
            .Produces(StatusCodes.Status204NoContent);
        group.MapPost("/{id}/pause", Pause)
            .WithSummary("Nothing is due until it goes on.")
            .WithParameters(Id)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<SubscriptionAnswer>();
        group.MapDelete("/{id}/pause", Resume)
            .WithSummary("It goes on; what would have been due meanwhile is not caught up.")
            .WithParameters(Id)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<SubscriptionAnswer>();
        group.MapGet("/{id}/preview", Preview)
            .WithSummary("What would be sent at the next due time, made with your own eyes; nothing is sent.")
            .WithParameters(
                Id,
                new DescribedParameter("recipient", "Whose mail; the first recipient's otherwise.", "asha@example.org"),
                new DescribedParameter("format", "json, html (the mail as a page) or eml (the whole message).", "json"))
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .Produces<PreviewAnswer>();
        group.MapPost("/{id}/run", Run)
            .WithSummary("Sends a copy to everybody now, beside the schedule.")
            .WithParameters(Id)
            .Produces<IReadOnlyList<DeliveryAnswer>>(StatusCodes.Status202Accepted);
        group.MapGet("/{id}/history", History)
            .WithSummary("What became of its mails, the latest due first.")
            .WithParameters(Id, DeliveriesEndpoints.State, DeliveriesEndpoints.Recipient, DeliveriesEndpoints.Limit, DeliveriesEndpoints.After)
            .Produces<DeliveriesAnswer>();
    }

    private static async Task<IResult> Add(HttpRequest request, SubscriptionBook book, CancellationToken cancellationToken)
    {
        if (!(await SubscriptionBody.ReadAsync(request, null, cancellationToken)).IsValue(out var asked, out var problem)
            || !(await book.AddAsync(asked, request.Caller(), cancellationToken)).IsValue(out var added, out problem))
        {
            return ProblemAnswers.Answer(problem);
        }

        Say(request, added);
        return Results.Created($"{Route}/{added.Id}", SubscriptionAnswer.Of(added, book.NextDue(added), []));
    }

    private static async Task<IResult> List(HttpRequest request, SubscriptionBook book, CancellationToken cancellationToken)
    {
        var answers = new List<SubscriptionAnswer>();
        foreach (var subscription in await book.ListAsync(request.Caller(), request.IsAdministrator(), cancellationToken))
        {
            answers.Add(SubscriptionAnswer.Of(subscription, book.NextDue(subscription), await book.OptedOutAsync(subscription, cancellationToken)));
        }

        return Results.Ok(answers).Fresh();
    }

    private static Task<IResult> Find(string id, HttpRequest request, SubscriptionBook book, CancellationToken cancellationToken) =>
        WithAsync(id, request, book, async found => await AnswerAsync(found, request, book, cancellationToken), cancellationToken);

    private static Task<IResult> Replace(string id, HttpRequest request, SubscriptionBook book, CancellationToken cancellationToken) =>
        ChangeAsync(id, request, book, keeps: false, cancellationToken);

    private static Task<IResult> Change(string id, HttpRequest request, SubscriptionBook book, CancellationToken cancellationToken) =>
        ChangeAsync(id, request, book, keeps: true, cancellationToken);

    private static Task<IResult> ChangeAsync(string id, HttpRequest request, SubscriptionBook book, bool keeps, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        book,
        async found =>
        {
            if (!(await SubscriptionBody.ReadAsync(request, keeps ? found.Definition : null, cancellationToken)).IsValue(out var asked, out var problem)
                || !(await book.ChangeAsync(found, asked, request.Caller(), cancellationToken)).IsValue(out var changed, out problem))
            {
                return ProblemAnswers.Answer(problem);
            }

            Say(request, changed);
            return await AnswerAsync(changed, request, book, cancellationToken);
        },
        cancellationToken);

    private static Task<IResult> Delete(string id, HttpRequest request, SubscriptionBook book, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        book,
        async found =>
        {
            Say(request, found);
            await book.DeleteAsync(found, cancellationToken);
            return Results.NoContent();
        },
        cancellationToken);

    private static Task<IResult> Pause(string id, HttpRequest request, SubscriptionBook book, CancellationToken cancellationToken) =>
        PauseAsync(id, request, book, paused: true, cancellationToken);

    private static Task<IResult> Resume(string id, HttpRequest request, SubscriptionBook book, CancellationToken cancellationToken) =>
        PauseAsync(id, request, book, paused: false, cancellationToken);

    private static Task<IResult> PauseAsync(string id, HttpRequest request, SubscriptionBook book, bool paused, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        book,
        async found => (await book.PauseAsync(found, paused, cancellationToken)).IsValue(out var changed, out var problem)
            ? await AnswerAsync(changed, request, book, cancellationToken)
            : ProblemAnswers.Answer(problem),
        cancellationToken);

    private static Task<IResult> Preview(string id, HttpRequest request, SubscriptionBook book, MailPreviews previews, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        book,
        async found =>
        {
            if (!PreviewParameters.Read(request.Pairs()).IsValue(out var asked, out var problem)
                || !(await previews.OfAsync(found, asked.Recipient, request.Caller(), cancellationToken)).IsValue(out var preview, out problem))
            {
                return ProblemAnswers.Answer(problem);
            }

            AuditDraft.Of(request.HttpContext)?.Say(preview.DataVersion, preview.Rows);
            var answer = (asked.Format, preview.Mail) switch
            {
                ("html", { } mail) => Results.Text(mail.Html, "text/html; charset=utf-8"),
                ("eml", { } mail) => Results.File(mail.Message, "message/rfc822", "preview.eml"),
                _ => Results.Ok(PreviewAnswer.Of(preview)),
            };
            return answer.Fresh();
        },
        cancellationToken);

    private static Task<IResult> Run(string id, HttpRequest request, SubscriptionBook book, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        book,
        async found =>
        {
            Say(request, found);
            return Results.Accepted($"{Route}/{found.Id}/history", (await book.RunAsync(found, cancellationToken)).Select(DeliveryAnswer.Of));
        },
        cancellationToken);

    private static Task<IResult> History(string id, HttpRequest request, SubscriptionBook book, DeliveryStore deliveries, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        book,
        async found => DeliveryParameters.Read(request.Pairs(), ofOne: true).IsValue(out var asked, out var problem)
            ? Results.Ok(await DeliveriesEndpoints.PageAsync(deliveries, asked with { Filter = asked.Filter with { SubscriptionId = found.Id } }, cancellationToken)).Fresh()
            : ProblemAnswers.Answer(problem),
        cancellationToken);

    private static async Task<IResult> WithAsync(string id, HttpRequest request, SubscriptionBook book, Func<Subscription, Task<IResult>> then, CancellationToken cancellationToken) =>
        (await book.FindAsync(id, request.Caller(), request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem) ? await then(found) : ProblemAnswers.Answer(problem);

    private static async Task<IResult> AnswerAsync(Subscription subscription, HttpRequest request, SubscriptionBook book, CancellationToken cancellationToken) =>
        Results.Ok(SubscriptionAnswer.Of(subscription, book.NextDue(subscription), await book.OptedOutAsync(subscription, cancellationToken))).Fresh();

    // Whose eyes were chosen, and for whom, is what an auditor asks.
    private static void Say(HttpRequest request, Subscription s) => AuditDraft.Of(request.HttpContext)?.Ask(SubscriptionWords.ForAudit(s));
}
