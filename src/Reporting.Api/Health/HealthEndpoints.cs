using System.Data.Common;
using Reporting.Api.Problems;
using Reporting.Delivery.Outbox;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Health;

/// <summary>For load balancers and people: is the program alive, and can it answer questions?</summary>
internal static class HealthEndpoints
{
    // A load balancer gives an answer no more time.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static void MapHealth(this WebApplication app)
    {
        var group = app.MapGroup("/health").WithTags("Health").AllowAnonymous();
        group.MapGet("/live", Live).WithSummary("The program runs.").Produces<HealthResponse>();
        group.MapGet("/ready", ReadyAsync).WithSummary("The database answers and holds data.").Produces<HealthResponse>().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/deliveries", DeliveriesAsync).WithSummary("Mail is sent when it is due.").Produces<HealthResponse>().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Live() => Results.Ok(new HealthResponse("live", null));

    // Apart from readiness: a process that answers questions shall go on answering them while the relay is away.
    private static async Task<IResult> DeliveriesAsync(DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        var counts = await deliveries.CountAsync(null, cancellationToken);
        return counts.Late == 0
            ? Results.Ok(new HealthResponse("in time", null))
            : ProblemResponses.Answer(new Problem(
                ProblemKind.Unavailable, "deliveries-late", $"{counts.Late} deliveries or subscriptions are late.", "See /api/v1/deliveries?state=waiting for the reasons; is the relay reachable, and does a process send mail (Mail:MaxConcurrent)?"));
    }

    private static async Task<IResult> ReadyAsync(DataVersionStore versions, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Longest);
        try
        {
            var version = await versions.ReadAsync(late.Token);
            return Results.Ok(new HealthResponse("ready", version.Version));
        }
        catch (Exception e) when (e is DbException || DatabaseProblem.Of(e) is not null || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return ProblemResponses.Answer(new Problem(
                ProblemKind.Unavailable, "database-away", "The database cannot be reached or is not migrated.", "Check Warehouse:ConnectionString and run 'reporting migrate'."));
        }
    }
}

/// <summary>How the program is, and the data version that it answers from.</summary>
public sealed record HealthResponse(string Status, long? DataVersion);
