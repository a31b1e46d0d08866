using System.Data.Common;
using Reporting.Api.Problems;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Health;

/// <summary>For load balancers and people: is the program alive, and can it answer questions?</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        var group = app.MapGroup("/health").WithTags("Health").AllowAnonymous();
        group.MapGet("/live", Live).WithSummary("The program runs.").Produces<HealthAnswer>();
        group.MapGet("/ready", ReadyAsync).WithSummary("The database answers and holds data.").Produces<HealthAnswer>().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Live() => Results.Ok(new HealthAnswer("live", null));

    private static async Task<IResult> ReadyAsync(DataVersionStore versions, CancellationToken cancellationToken)
    {
        try
        {
            var version = await versions.ReadAsync(cancellationToken);
            return Results.Ok(new HealthAnswer("ready", version.Version));
        }
        catch (Exception e) when (e is DbException || DatabaseProblem.Of(e) is not null)
        {
            return ProblemAnswers.Answer(new Problem(
                ProblemKind.Unavailable, "database-away", "The database cannot be reached or is not migrated.", "Check Warehouse:ConnectionString and run 'reporting migrate'."));
        }
    }
}
