using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Problems;
using Reporting.Warehouse.Problems;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Describes failures: problem+json with code and hint, and an example of each status.</summary>
internal sealed class FailureOperation : IOperationFilter
{
    private static readonly Dictionary<string, (string Description, ErrorCode Code, string Detail, string Hint)> Examples = new()
    {
        ["400"] = ("An unknown name or a malformed value, before it reaches the database.", ErrorCodes.UnknownParameter, "There is no parameter 'domian'.", "Did you mean 'domain'?"),
        ["401"] = ("Nobody knows who asks: no key, token or session, or one that is not taken.", ErrorCodes.CredentialsMissing, "Nothing is answered here to callers who do not say who they are.", "Send an API key as X-Api-Key, or sign in at /sign-in."),
        ["403"] = ("Who asks may not do this.", ErrorCodes.PermissionMissing, "This needs the permission 'Administer', which none of your roles gives.", "Ask an administrator for a key or a role that may do this."),
        ["404"] = ("There is no such thing.", ErrorCodes.UnknownReport, "There is no report 'yearly'.", "See /api/v1/reports."),
        ["406"] = ("The answer does not come in a type that Accept names.", ErrorCodes.NotAcceptable, "The answer does not come in a type that Accept names.", "Leave Accept out, or send */*."),
        ["409"] = ("It clashes with what is there.", ErrorCodes.ExportNotDone, "The export is running, at 40 %.", "Ask /api/v1/exports/{id} until its state is done."),
        ["413"] = ("The body is too large.", ErrorCodes.BodyTooLarge, "The body is too large.", "Send at most 1,048,576 bytes."),
        ["414"] = ("The URL is too long.", ErrorCodes.UrlTooLong, "The URL is too long.", "POST /api/v1/query takes longer questions."),
        ["415"] = ("The body is not JSON.", ErrorCodes.WrongContentType, "The body is not of a type that is read here.", "Send Content-Type: application/json."),
        ["422"] = ("A question that cannot be answered safely.", ErrorCodes.NeedsOneTimeLevel, "'engagements_change' compares periods, but the query is by no time level.", "Ask by exactly one of year, quarter, month, date or fiscal_year."),
        ["429"] = ("More requests than one caller may send; Retry-After says when to come again.", ErrorCodes.TooManyRequests, "These are more requests in a minute than one caller may send.", "Wait as many seconds as Retry-After says; ask for more in one question."),
        ["503"] = ("A part is missing or away.", ErrorCodes.DatabaseAway, "The database cannot be reached or does not answer.", "Try again in a moment."),
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
                    },
                },
            };
        }
    }
}
