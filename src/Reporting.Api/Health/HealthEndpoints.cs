using System.Text.Json.Serialization;
using System.ComponentModel.DataAnnotations;
using Reporting.Api.Problems;
using Reporting.Delivery.Outbox;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Health;

/// <summary>For load balancers and people: is the program alive, and can it answer questions?</summary>
internal static class HealthEndpoints
{
    private const string LivePath = "/health/live";

    public static void AddHealth(this IServiceCollection services) => services.AddSingleton<FolderHealth>().AddSingleton<ServiceHealth>();

    /// <summary>Answers whether the program runs, before anything else is asked or waited for: a busy process must not look like a dead one.</summary>
    public static void UseLiveness(this WebApplication app) => app.Use((context, next) =>
        context.Request.Path == LivePath && HttpMethods.IsGet(context.Request.Method) ? context.Response.WriteAsJsonAsync(new HealthResponse("live", null)) : next(context));

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
                ErrorCodes.DeliveriesLate, $"{counts.Late} deliveries or subscriptions are late.", "See /api/v1/deliveries?state=waiting for the reasons; is the relay reachable, and does a process send mail (Mail:MaxConcurrent)?"));
    }

    private static async Task<IResult> ReadyAsync(ServiceHealth health, CancellationToken cancellationToken)
    {
        var (version, problem, parts) = await health.LookAsync(cancellationToken);
        return problem is null
            ? Results.Ok(new HealthResponse("ready", version) { Parts = parts.Count == 0 ? null : parts })
            : ProblemResponses.Answer(problem, "parts", parts);
    }
}

/// <summary>How the program is, and the data version that it answers from.</summary>
public sealed record HealthResponse([property: AllowedValues("live", "ready", "in time")] string Status, long? DataVersion)
{
    /// <summary>Parts that are unwell, though questions are answered; left out where all are well.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HealthPart>? Parts { get; init; }
}
