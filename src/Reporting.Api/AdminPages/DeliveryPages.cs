using Reporting.Api.Access.Identity;
using Reporting.Api.Deliveries;
using Reporting.Api.Pages;
using Reporting.Delivery.Outbox;

namespace Reporting.Api.AdminPages;

/// <summary>The deliveries of all subscriptions as a page, with what the API offers for each.</summary>
internal static class DeliveryPages
{
    private const int MaxShown = 100;

    public static void MapDeliveryPages(this RouteGroupBuilder group)
    {
        group.MapGet("/deliveries", ListAsync);
        group.MapPost("/deliveries/{id}/{action}", ActAsync).Form();
    }

    private static async Task<IResult> ListAsync(HttpContext context, DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        var pairs = AdminPagesEndpoints.FiltersOf(context.Request);
        if (!DeliveryParameters.Read(pairs, ofOne: false).IsValue(out var parameters, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        var found = await deliveries.ListAsync(parameters.Filter, MaxShown + 1, cancellationToken);
        return PageResult.Of<DeliveriesPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(DeliveriesPage.Items)] = found.Take(MaxShown).ToList(),
            [nameof(DeliveriesPage.Next)] = found.Count > MaxShown ? found[MaxShown - 1].Id : null,
            [nameof(DeliveriesPage.Counts)] = await deliveries.CountAsync(null, cancellationToken),
            [nameof(DeliveriesPage.State)] = parameters.Filter.State is { } state ? DeliveryFormatter.Of(state) : "",
        });
    }

    private static async Task<IResult> ActAsync(string id, string action, HttpContext context, DeliveryService deliveries, CancellationToken cancellationToken)
    {
        var caller = context.Request.Caller();
        if (action is not ("arrived" or "resend"))
        {
            return Results.NotFound();
        }

        var outcome = action == "arrived"
            ? await deliveries.AcknowledgeAsync(id, caller, seesAll: true, cancellationToken)
            : await deliveries.ResendAsync(id, caller, seesAll: true, cancellationToken);
        return outcome.IsValue(out _, out var problem)
            ? PageForms.See($"{context.Request.PathBase}{AdminPagesEndpoints.Route}/deliveries")
            : NoticePage.Of(context, problem);
    }
}
