using Reporting.Api.Access.Identity;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Definitions;

namespace Reporting.Api.Models;

/// <summary>The endpoint with which administrators put changed definitions in force without a restart.</summary>
internal static class ModelReloadEndpoints
{
    public static void MapModelReload(this WebApplication app) => app.MapPost("/api/v1/model/reload", Reload)
        .WithTags("Model")
        .Needs(Permission.Administer)
        .WithSummary("Reads the model, the reports and the access rules again. If a file has a mistake, the previous definitions stay in force. Requests that have begun are not affected.")
        .Produces<ReloadedModelResponse>()
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static IResult Reload(HttpContext context, ModelReload reload)
    {
        if (!reload.Run().IsValue(out var reloaded, out var problem))
        {
            AuditDraft.Of(context)?.SetQuery($"error={problem.Message}");
            return ProblemResponses.Answer(problem);
        }

        AuditDraft.Of(context)?.SetQuery($"model={reloaded.Model.Hash[..16]}&added={string.Join(',', reloaded.Added)}&removed={string.Join(',', reloaded.Removed)}");
        return Results.Ok(new ReloadedModelResponse(reloaded.HasChanged, reloaded.Model.Hash, reloaded.Model.Dimensions.Count, reloaded.Model.Measures.Count, reloaded.Added, reloaded.Removed)).Fresh();
    }
}

/// <summary>
/// The definitions in force. <c>Changed</c> is false if no file has changed; <c>Hash</c> is that of the model. <c>Added</c> and <c>Removed</c> name dimensions and
/// measures.
/// </summary>
public sealed record ReloadedModelResponse(bool Changed, string Hash, int Dimensions, int Measures, IReadOnlyList<string> Added, IReadOnlyList<string> Removed);
