using Reporting.Api.Access.Identity;
using Reporting.Api.Deliveries;
using Reporting.Api.Idempotency;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;

namespace Reporting.Api.Subscriptions;

/// <summary>Endpoints of subscriptions. A caller sees their own subscriptions; an administrator sees all.</summary>
internal static class SubscriptionsEndpoints
{
    public const string Route = "/api/v1/subscriptions";

    private static readonly DescribedParameter Id = new("id", "Id of the subscription.", "0f8fad5bd9cb469fa16570867728950e", InPath: true);

    public static void MapSubscriptions(this WebApplication app)
    {
        var group = app.MapGroup(Route).WithTags("Subscriptions").Needs(Permission.Schedule);
        group.MapPost("/", Add)
            .WithSummary("Creates a subscription, which mails a report on a schedule. The response contains the next five due times.")
            .WithDescription("schedule: five cron fields, or daily, weekdays, weekly monday, monthly 15, last working day or quarterly with a time. timeZone: an IANA name. "
                + "formats: pdf, xlsx, csv, link. onBehalfOf: recipient or owner, whose access rights apply. catchUp: latest, all, none. ambiguous: ask, resend, assume-sent.")
            .WithSubscriptionBody<SubscriptionRequest>()
            .Idempotent()
            .Produces<SubscriptionResponse>(StatusCodes.Status201Created);
        group.MapGet("/", List)
            .WithSummary("Lists your subscriptions, newest first.")
            .Produces<IReadOnlyList<SubscriptionResponse>>()
            .WithBodyETag();
        group.MapGet("/{id}", Find)
            .WithSummary("Returns a subscription with its next five due times.")
            .WithParameters(Id)
            .Produces<SubscriptionResponse>();
        group.MapPut("/{id}", Replace)
            .WithSummary("Replaces the definition of a subscription.")
            .WithParameters(Id)
            .WithSubscriptionBody<SubscriptionRequest>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<SubscriptionResponse>();
        group.MapPatch("/{id}", Change)
            .WithSummary("Changes the given properties of a subscription.")
            .WithParameters(Id)
            .WithSubscriptionBody<SubscriptionChangeRequest>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<SubscriptionResponse>();
        group.MapDelete("/{id}", Delete)
            .WithSummary("Deletes a subscription, its waiting mails and its history.")
            .WithParameters(Id)
            .Produces(StatusCodes.Status204NoContent);
        group.MapPost("/{id}/pause", Pause)
            .WithSummary("Pauses a subscription.")
            .WithParameters(Id)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<SubscriptionResponse>();
        group.MapDelete("/{id}/pause", Resume)
            .WithSummary("Resumes a subscription. Mails that were due during the pause are not sent.")
            .WithParameters(Id)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<SubscriptionResponse>();
        group.MapGet("/{id}/preview", Preview)
            .WithSummary("Previews the mail of the next due time with your own access rights, without sending it.")
            .WithParameters(
                Id,
                new DescribedParameter("recipient", "Recipient whose mail to preview. Default: the first recipient.", "asha@example.org"),
                new DescribedParameter("format", "json, html (the mail as a page) or eml (the complete message).", "json"))
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .Produces<PreviewResponse>();
        group.MapPost("/{id}/run", Run)
            .WithSummary("Sends a mail to each recipient now, outside the schedule.")
            .WithParameters(Id)
            .Produces<IReadOnlyList<DeliveryResponse>>(StatusCodes.Status202Accepted);
        group.MapGet("/{id}/history", History)
            .WithSummary("Lists the deliveries of a subscription, latest due time first.")
            .WithParameters(Id, DeliveriesEndpoints.State, DeliveriesEndpoints.Recipient, DeliveriesEndpoints.Limit, DeliveriesEndpoints.After)
            .Produces<DeliveriesResponse>();
    }

    private static async Task<IResult> Add(HttpRequest request, SubscriptionService subscriptions, CancellationToken cancellationToken)
    {
        if (!(await SubscriptionBody.ReadAsync(request, null, cancellationToken)).IsValue(out var requested, out var problem)
            || !(await subscriptions.AddAsync(requested, request.Caller(), cancellationToken)).IsValue(out var added, out problem))
        {
            return ProblemResponses.Answer(problem);
        }

        Audit(request, added);
        return Results.Created($"{Route}/{added.Id}", SubscriptionResponse.Of(added, subscriptions.NextDue(added), []));
    }

    private static async Task<IResult> List(HttpRequest request, SubscriptionService subscriptions, CancellationToken cancellationToken)
    {
        var responses = new List<SubscriptionResponse>();
        foreach (var subscription in await subscriptions.ListAsync(request.Caller(), request.IsAdministrator(), cancellationToken))
        {
            responses.Add(SubscriptionResponse.Of(subscription, subscriptions.NextDue(subscription), await subscriptions.OptedOutAsync(subscription, cancellationToken)));
        }

        return Results.Ok(responses).Fresh();
    }

    private static Task<IResult> Find(string id, HttpRequest request, SubscriptionService subscriptions, CancellationToken cancellationToken) =>
        WithAsync(id, request, subscriptions, async found => await AnswerAsync(found, request, subscriptions, cancellationToken), cancellationToken);

    private static Task<IResult> Replace(string id, HttpRequest request, SubscriptionService subscriptions, CancellationToken cancellationToken) =>
        ChangeAsync(id, request, subscriptions, keeps: false, cancellationToken);

    private static Task<IResult> Change(string id, HttpRequest request, SubscriptionService subscriptions, CancellationToken cancellationToken) =>
        ChangeAsync(id, request, subscriptions, keeps: true, cancellationToken);

    private static Task<IResult> ChangeAsync(string id, HttpRequest request, SubscriptionService subscriptions, bool keeps, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        subscriptions,
        async found =>
        {
            if (!(await SubscriptionBody.ReadAsync(request, keeps ? found.Definition : null, cancellationToken)).IsValue(out var requested, out var problem)
                || !(await subscriptions.ChangeAsync(found, requested, request.Caller(), cancellationToken)).IsValue(out var changed, out problem))
            {
                return ProblemResponses.Answer(problem);
            }

            Audit(request, changed);
            return await AnswerAsync(changed, request, subscriptions, cancellationToken);
        },
        cancellationToken);

    private static Task<IResult> Delete(string id, HttpRequest request, SubscriptionService subscriptions, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        subscriptions,
        async found =>
        {
            Audit(request, found);
            await subscriptions.DeleteAsync(found, cancellationToken);
            return Results.NoContent();
        },
        cancellationToken);

    private static Task<IResult> Pause(string id, HttpRequest request, SubscriptionService subscriptions, CancellationToken cancellationToken) =>
        PauseAsync(id, request, subscriptions, paused: true, cancellationToken);

    private static Task<IResult> Resume(string id, HttpRequest request, SubscriptionService subscriptions, CancellationToken cancellationToken) =>
        PauseAsync(id, request, subscriptions, paused: false, cancellationToken);

    private static Task<IResult> PauseAsync(string id, HttpRequest request, SubscriptionService subscriptions, bool paused, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        subscriptions,
        async found => (await subscriptions.PauseAsync(found, paused, cancellationToken)).IsValue(out var changed, out var problem)
            ? await AnswerAsync(changed, request, subscriptions, cancellationToken)
            : ProblemResponses.Answer(problem),
        cancellationToken);

    private static Task<IResult> Preview(string id, HttpRequest request, SubscriptionService subscriptions, MailPreviews previews, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        subscriptions,
        async found =>
        {
            if (!PreviewParameters.Read(request.Pairs()).IsValue(out var requested, out var problem)
                || !(await previews.OfAsync(found, requested.Recipient, request.Caller(), cancellationToken)).IsValue(out var preview, out problem))
            {
                return ProblemResponses.Answer(problem);
            }

            AuditDraft.Of(request.HttpContext)?.SetResult(preview.DataVersion, preview.Rows);
            var response = (requested.Format, preview.Mail) switch
            {
                ("html", { } mail) => Results.Text(mail.Html, "text/html; charset=utf-8"),
                ("eml", { } mail) => Results.File(mail.Message.Bytes(), "message/rfc822", "preview.eml"),
                _ => Results.Ok(PreviewResponse.Of(preview)),
            };
            return response.Fresh();
        },
        cancellationToken);

    private static Task<IResult> Run(string id, HttpRequest request, SubscriptionService subscriptions, DeliveryPlanner planner, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        subscriptions,
        async found =>
        {
            Audit(request, found);
            return Results.Accepted($"{Route}/{found.Id}/history", (await planner.RunAsync(found, cancellationToken)).Select(DeliveryResponse.Of));
        },
        cancellationToken);

    private static Task<IResult> History(string id, HttpRequest request, SubscriptionService subscriptions, DeliveryStore deliveries, CancellationToken cancellationToken) => WithAsync(
        id,
        request,
        subscriptions,
        async found => DeliveryParameters.Read(request.Pairs(), ofOne: true).IsValue(out var requested, out var problem)
            ? Results.Ok(await DeliveriesEndpoints.PageAsync(deliveries, requested with { Filter = requested.Filter with { SubscriptionId = found.Id } }, cancellationToken)).Fresh()
            : ProblemResponses.Answer(problem),
        cancellationToken);

    private static async Task<IResult> WithAsync(string id, HttpRequest request, SubscriptionService subscriptions, Func<Subscription, Task<IResult>> action, CancellationToken cancellationToken) =>
        (await subscriptions.FindAsync(id, request.Caller(), request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem) ? await action(found) : ProblemResponses.Answer(problem);

    private static async Task<IResult> AnswerAsync(Subscription subscription, HttpRequest request, SubscriptionService subscriptions, CancellationToken cancellationToken) =>
        Results.Ok(SubscriptionResponse.Of(subscription, subscriptions.NextDue(subscription), await subscriptions.OptedOutAsync(subscription, cancellationToken))).Fresh();

    // Auditors need to know whose access rights were chosen, and for which recipients.
    private static void Audit(HttpRequest request, Subscription s) => AuditDraft.Of(request.HttpContext)?.SetQuery(SubscriptionFormatter.ForAudit(s));
}
