using Reporting.Api.Access.Identity;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Delivery.Outbox;
using Reporting.Engine.Access;

namespace Reporting.Api.Deliveries;

/// <summary>Endpoints of deliveries. A caller sees the deliveries of their subscriptions; an administrator sees all.</summary>
internal static class DeliveriesEndpoints
{
    public static readonly DescribedParameter State = new("state", "waiting, sending, handing-over, delivered, written, refused, failed, ambiguous, skipped or cancelled.", "ambiguous");
    public static readonly DescribedParameter Recipient = new("recipient", "Address of the recipient.", "asha@example.org");
    public static readonly DescribedParameter Limit = new("limit", "Maximum number of deliveries; default 1,000, at most 50,000.", "100");
    public static readonly DescribedParameter After = new("after", "Id of the last delivery of the previous page (meta.next).", "0f8fad5bd9cb469fa16570867728950e");

    private const string Route = "/api/v1/deliveries";

    private static readonly DescribedParameter Id = new("id", "Id of the delivery.", "0f8fad5bd9cb469fa16570867728950e", InPath: true);

    public static void MapDeliveries(this WebApplication app)
    {
        var group = app.MapGroup(Route).WithTags("Deliveries").Needs(Permission.Schedule);
        group.MapGet("/", List)
            .WithSummary("Lists deliveries, latest due time first.")
            .WithParameters(
                State,
                new DescribedParameter("subscription", "Id of a subscription.", "0f8fad5bd9cb469fa16570867728950e"),
                Recipient,
                Limit,
                After)
            .Produces<DeliveriesResponse>();
        group.MapGet("/counters", Count)
            .WithSummary("Counts the deliveries in each state, and the late ones.")
            .Produces<CountersResponse>();
        group.MapGet("/{id}", Find)
            .WithSummary("Returns one delivery.")
            .WithParameters(Id)
            .Produces<DeliveryResponse>();
        group.MapPost("/{id}/resend", Resend)
            .WithSummary("Sends one delivery again.")
            .WithParameters(Id)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<DeliveryResponse>(StatusCodes.Status202Accepted);
        group.MapPost("/{id}/arrived", ConfirmArrival)
            .WithSummary("Confirms that an ambiguous delivery arrived.")
            .WithParameters(Id)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<DeliveryResponse>();
    }

    public static async Task<DeliveriesResponse> PageAsync(DeliveryStore deliveries, DeliveryParameters parameters, CancellationToken cancellationToken)
    {
        var found = await deliveries.ListAsync(parameters.Filter, parameters.Limit + 1, cancellationToken);
        var page = found.Take(parameters.Limit).Select(DeliveryResponse.Of).ToList();
        var next = found.Count > parameters.Limit ? page[^1].Id : null;
        return new DeliveriesResponse(page, new DeliveriesPageResponse(page.Count, next is not null, parameters.Limit, next));
    }

    private static async Task<IResult> List(HttpRequest request, DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        if (!DeliveryParameters.Read(request.Pairs(), ofOne: false).IsValue(out var parameters, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var page = await PageAsync(deliveries, parameters with { Filter = parameters.Filter with { Owner = Owner(request) } }, cancellationToken);
        PageLinks.Set(request.HttpContext, page.Meta.Next);
        return Results.Ok(page).Fresh();
    }

    private static async Task<IResult> Count(HttpRequest request, DeliveryStore deliveries, MailPreparer preparer, CancellationToken cancellationToken)
    {
        var counts = await deliveries.CountAsync(Owner(request), cancellationToken);
        return Results.Ok(new CountersResponse(counts.ByState, counts.Late, counts.OldestDue, preparer.Made)).Fresh();
    }

    private static async Task<IResult> Find(string id, HttpRequest request, DeliveryService deliveries, CancellationToken cancellationToken) =>
        (await deliveries.FindAsync(id, request.Caller(), request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem)
            ? Results.Ok(DeliveryResponse.Of(found)).Fresh()
            : ProblemResponses.Answer(problem);

    private static async Task<IResult> Resend(string id, HttpRequest request, DeliveryService deliveries, CancellationToken cancellationToken) =>
        (await deliveries.ResendAsync(id, request.Caller(), request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem)
            ? Results.Accepted($"{Route}/{found.Id}", DeliveryResponse.Of(found))
            : ProblemResponses.Answer(problem);

    private static async Task<IResult> ConfirmArrival(string id, HttpRequest request, DeliveryService deliveries, CancellationToken cancellationToken) =>
        (await deliveries.AcknowledgeAsync(id, request.Caller(), request.IsAdministrator(), cancellationToken)).IsValue(out var found, out var problem)
            ? Results.Ok(DeliveryResponse.Of(found)).Fresh()
            : ProblemResponses.Answer(problem);

    // Null for all owners.
    private static string? Owner(HttpRequest request) => request.IsAdministrator() ? null : request.Caller().Name;
}
