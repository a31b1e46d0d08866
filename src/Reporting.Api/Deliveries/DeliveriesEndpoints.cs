using Reporting.Api.Access;
using Reporting.Api.Responses;
using Reporting.Api.OpenApi;
using Reporting.Api.Problems;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;

namespace Reporting.Api.Deliveries;

/// <summary>What became of every mail. A caller sees those of their subscriptions, an administrator all.</summary>
internal static class DeliveriesEndpoints
{
    public static readonly DescribedParameter State = new("state", "waiting, sending, handing-over, delivered, refused, failed, ambiguous, skipped or cancelled.", "ambiguous");
    public static readonly DescribedParameter Recipient = new("recipient", "An address.", "asha@example.org");
    public static readonly DescribedParameter Limit = new("limit", "At most this many, 1,000 unless said; up to 50,000.", "100");
    public static readonly DescribedParameter After = new("after", "Id of the last one of the page before (meta.next).", "0f8fad5bd9cb469fa16570867728950e");

    private const string Route = "/api/v1/deliveries";

    private static readonly DescribedParameter Id = new("id", "Id of the delivery.", "0f8fad5bd9cb469fa16570867728950e", InPath: true);

    public static void MapDeliveries(this WebApplication app)
    {
        var group = app.MapGroup(Route).WithTags("Deliveries").Needs(Permission.Schedule);
        group.MapGet("/", List)
            .WithSummary("What became of each copy of each mail, the latest due first.")
            .WithParameters(
                State,
                new DescribedParameter("subscription", "Id of a subscription.", "0f8fad5bd9cb469fa16570867728950e"),
                Recipient,
                Limit,
                After)
            .Produces<DeliveriesResponse>();
        group.MapGet("/counters", Count)
            .WithSummary("How many are in each state, and how many are late.")
            .Produces<CountersResponse>();
        group.MapGet("/{id}", Find)
            .WithSummary("One copy.")
            .WithParameters(Id)
            .Produces<DeliveryResponse>();
        group.MapPost("/{id}/resend", Resend)
            .WithSummary("Sends this copy again, and no other.")
            .WithParameters(Id)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<DeliveryResponse>(StatusCodes.Status202Accepted);
        group.MapPost("/{id}/arrived", Settle)
            .WithSummary("Says of an ambiguous copy that it has arrived.")
            .WithParameters(Id)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<DeliveryResponse>();
    }

    public static async Task<DeliveriesResponse> PageAsync(DeliveryStore deliveries, DeliveryParameters asked, CancellationToken cancellationToken)
    {
        var found = await deliveries.ListAsync(asked.Filter, asked.Limit + 1, cancellationToken);
        var page = found.Take(asked.Limit).Select(DeliveryResponse.Of).ToList();
        var next = found.Count > asked.Limit ? page[^1].Id : null;
        return new DeliveriesResponse(page, new DeliveriesPageResponse(page.Count, next is not null, asked.Limit, next));
    }

    private static async Task<IResult> List(HttpRequest request, DeliveryStore deliveries, CancellationToken cancellationToken) =>
        DeliveryParameters.Read(request.Pairs(), ofOne: false).IsValue(out var asked, out var problem)
            ? Results.Ok(await PageAsync(deliveries, asked with { Filter = asked.Filter with { Owner = Owner(request) } }, cancellationToken)).Fresh()
            : ProblemResponses.Answer(problem);

    private static async Task<IResult> Count(HttpRequest request, DeliveryStore deliveries, MailPreparer preparer, CancellationToken cancellationToken)
    {
        var counts = await deliveries.CountAsync(Owner(request), cancellationToken);
        return Results.Ok(new CountersResponse(counts.ByState, counts.Late, counts.OldestDue, preparer.Made)).Fresh();
    }

    private static async Task<IResult> Find(string id, HttpRequest request, DeliveryService desk, CancellationToken cancellationToken) =>
        (await desk.FindAsync(id, request.Caller(), request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem)
            ? Results.Ok(DeliveryResponse.Of(found)).Fresh()
            : ProblemResponses.Answer(problem);

    private static async Task<IResult> Resend(string id, HttpRequest request, DeliveryService desk, CancellationToken cancellationToken) =>
        (await desk.ResendAsync(id, request.Caller(), request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem)
            ? Results.Accepted($"{Route}/{found.Id}", DeliveryResponse.Of(found))
            : ProblemResponses.Answer(problem);

    private static async Task<IResult> Settle(string id, HttpRequest request, DeliveryService desk, CancellationToken cancellationToken) =>
        (await desk.AcknowledgeAsync(id, request.Caller(), request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem)
            ? Results.Ok(DeliveryResponse.Of(found)).Fresh()
            : ProblemResponses.Answer(problem);

    // Null for everybody's.
    private static string? Owner(HttpRequest request) => request.IsAdministrator() ? null : request.Caller().Name;
}
