using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Reporting.Api.Problems;
using Reporting.Delivery.Outbox;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Health;

/// <summary>Health endpoints for load balancers and operators.</summary>
internal static class HealthEndpoints
{
    private const string LivePath = "/health/live";

    public static void AddHealth(this IServiceCollection services) => services.AddSingleton<FolderHealth>().AddSingleton<ServiceHealth>();

    /// <summary>Answers liveness before any other middleware, so that a busy process does not look dead.</summary>
    public static void UseLiveness(this WebApplication app) => app.Use((context, next) =>
        context.Request.Path == LivePath && HttpMethods.IsGet(context.Request.Method) ? context.Response.WriteAsJsonAsync(new HealthResponse("live", null)) : next(context));

    public static void MapHealth(this WebApplication app)
    {
        var group = app.MapGroup("/health").WithTags("Health").AllowAnonymous();
        group.MapGet("/live", Live).WithSummary("Reports that the program runs.").Produces<HealthResponse>();
        group.MapGet("/ready", ReadyAsync).WithSummary("Reports whether the database is reachable and contains data.").Produces<HealthResponse>().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/deliveries", DeliveriesAsync).WithSummary("Reports whether mail is sent in time.").Produces<HealthResponse>().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Live() => Results.Ok(new HealthResponse("live", null));

    // Separate from readiness, because a process without a mail relay can still answer queries.
    private static async Task<IResult> DeliveriesAsync(DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        var counts = await deliveries.CountAsync(null, cancellationToken);
        return counts.Late == 0
            ? Results.Ok(new HealthResponse("in time", null))
            : ProblemResponses.Answer(new Problem(
                ErrorCodes.DeliveriesLate, $"Late deliveries and subscriptions: {counts.Late}.", "GET /api/v1/deliveries?state=waiting shows the reasons. Check that the relay is reachable, and that a process sends mail (Mail:MaxConcurrent)."));
    }

    private static async Task<IResult> ReadyAsync(ServiceHealth health, CancellationToken cancellationToken)
    {
        var (version, problem, parts) = await health.CheckAsync(cancellationToken);
        return problem is null
            ? Results.Ok(new HealthResponse("ready", version) { Parts = parts.Count == 0 ? null : parts })
            : ProblemResponses.Answer(problem, "parts", parts);
    }
}

/// <summary>The health of the program, and its data version.</summary>
public sealed record HealthResponse([property: AllowedValues("live", "ready", "in time")] string Status, long? DataVersion)
{
    /// <summary>Parts with problems that do not stop queries; omitted if there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HealthPart>? Parts { get; init; }
}

/// <summary>A part with a problem: the setting that names it, the error code and the message.</summary>
public sealed record HealthPart(string Part, string Code, string Detail);
