using System.Collections.Frozen;
using System.Globalization;
using Microsoft.OpenApi;
using Reporting.Api.Health;
using Reporting.Api.Imports;
using Reporting.Api.OpenApi.Contracts;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Documents failures: problem+json with code and hint, and examples.</summary>
internal sealed class FailureOperation : IOperationFilter
{
    private static readonly FrozenDictionary<string, string> Descriptions = new Dictionary<string, string>
    {
        ["400"] = "The request has an unknown name or a malformed value.",
        ["401"] = "The request has no valid key, token or session.",
        ["403"] = "The caller lacks the permission.",
        ["404"] = "The resource does not exist.",
        ["406"] = "No media type in Accept is available.",
        ["409"] = "The request conflicts with the state of the resource.",
        ["412"] = "The resource was changed since it was read.",
        ["413"] = "The body is too large.",
        ["414"] = "The URL is too long.",
        ["415"] = "The content type of the body is not supported.",
        ["422"] = "The query cannot be answered safely.",
        ["429"] = "The caller sent too many requests. Retry-After says how long to wait.",
        ["503"] = "The service or a part of it is unavailable.",
    }.ToFrozenDictionary();

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response is not OpenApiResponse described || !Descriptions.TryGetValue(status, out var description))
            {
                continue;
            }

            described.Description = description;
            described.Content = new Dictionary<string, IOpenApiMediaType>
            {
                ["application/problem+json"] = new OpenApiMediaType
                {
                    Schema = context.SchemaGenerator.GenerateSchema(typeof(ProblemResponse), context.SchemaRepository),
                    Examples = FailureExamples.Of(int.Parse(status, CultureInfo.InvariantCulture), operation.Tags?.FirstOrDefault()?.Name, context.Document),
                },
            };
        }
    }
}

/// <summary>The response to every failure: problem+json with a code of docs/errors.md and a hint.</summary>
/// <param name="Import">The results of a refused import.</param>
/// <param name="Parts">The parts with problems, for the readiness check.</param>
/// <param name="RequestId">The X-Request-Id of the response: the one that the request had, or a new one.</param>
/// <param name="TraceId">The id of the request in the log.</param>
public sealed record ProblemResponse(
    string Type, string Title, int Status, string Detail, string Code, string Hint, [property: MayBeMissing] ImportResponse Import,
    [property: MayBeMissing] IReadOnlyList<HealthPart> Parts, string RequestId, [property: MayBeMissing] string TraceId);
