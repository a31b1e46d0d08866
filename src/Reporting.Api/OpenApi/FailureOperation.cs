using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Reporting.Api.Health;
using Reporting.Api.Imports;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Problems;
using Reporting.Warehouse.Problems;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Documents failures: problem+json with code and hint, and an example for each status.</summary>
internal sealed class FailureOperation : IOperationFilter
{
    private static readonly Dictionary<string, (string Description, ErrorCode Code, string Detail, string Hint)> Examples = new()
    {
        ["400"] = ("The request has an unknown name or a malformed value.", ErrorCodes.UnknownParameter, "There is no parameter 'domian'.", "Did you mean 'domain'?"),
        ["401"] = ("The request has no valid key, token or session.", ErrorCodes.CredentialsMissing, "Authentication is required.", "Send an API key as X-Api-Key, or sign in at /sign-in."),
        ["403"] = ("The caller lacks the permission.", ErrorCodes.PermissionMissing, "This request needs the permission 'Administer', which your roles do not include.", "Ask an administrator for a key or role with the permission."),
        ["404"] = ("The resource does not exist.", ErrorCodes.UnknownReport, "There is no report 'yearly'.", "GET /api/v1/reports lists the reports."),
        ["406"] = ("No media type in Accept is available.", ErrorCodes.NotAcceptable, "None of the media types in Accept is available here.", "Omit the Accept header, or send */*."),
        ["409"] = ("The request conflicts with the state of the resource.", ErrorCodes.ExportNotDone, "The export is running, at 40 %.", "GET /api/v1/exports/{id} until its state is done."),
        ["412"] = ("The resource was changed since it was read.", ErrorCodes.SavedReportChanged, "The report was changed or deleted since you read it.", "Read it again, then repeat your change."),
        ["413"] = ("The body is too large.", ErrorCodes.BodyTooLarge, "The body is too large.", "Send at most 1,048,576 bytes."),
        ["414"] = ("The URL is too long.", ErrorCodes.UrlTooLong, "The URL is too long.", "POST /api/v1/query accepts longer queries."),
        ["415"] = ("The content type of the body is not supported.", ErrorCodes.WrongContentType, "This endpoint does not read the content type of the body.", "Send Content-Type: application/json."),
        ["422"] = ("The query cannot be answered safely.", ErrorCodes.NeedsOneTimeLevel, "'engagements_change' compares periods, but the query is by no time level.", "Ask by exactly one of year, quarter, month, date or fiscal_year."),
        ["429"] = ("The caller sent too many requests. Retry-After says how long to wait.", ErrorCodes.TooManyRequests, "You sent too many requests in a minute.", "Wait for the seconds in Retry-After. Request more data in one query."),
        ["503"] = ("The service or a part of it is unavailable.", ErrorCodes.DatabaseAway, "The database cannot be reached or does not answer.", "Try again in a moment."),
    };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response is not OpenApiResponse described || !Examples.TryGetValue(status, out var example))
            {
                continue;
            }

            described.Description = example.Description;
            described.Content = new Dictionary<string, IOpenApiMediaType>
            {
                ["application/problem+json"] = new OpenApiMediaType
                {
                    Schema = context.SchemaGenerator.GenerateSchema(typeof(ProblemResponse), context.SchemaRepository),
                    Example = new JsonObject
                    {
                        ["type"] = "urn:reporting:error:" + example.Code.Text,
                        ["title"] = ProblemResponses.Title(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)),
                        ["status"] = int.Parse(status, System.Globalization.CultureInfo.InvariantCulture),
                        ["detail"] = example.Detail,
                        ["code"] = example.Code.Text,
                        ["hint"] = example.Hint,
                        ["requestId"] = "0af7651916cd43dd8448eb211c80319c",
                    },
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
