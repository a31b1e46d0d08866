using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Reporting.Api.OpenApi.Contracts;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Documents ETag, If-None-Match and 304. It must run after the filters that set parameters and responses.</summary>
internal sealed class ETagOperation : IOperationFilter
{
    private const string Example = "W/\"3JqFJqSkOzJ7g3nQm1v0dA\"";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (!context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<ETagMetadata>().Any())
        {
            return;
        }

        operation.Parameters =
        [
            .. operation.Parameters ?? [],
            new OpenApiParameter
            {
                Name = "If-None-Match",
                In = ParameterLocation.Header,
                Description = $"ETags of cached responses, separated by commas. If one is still current, the response is 304 without a body. Example: `{Example}`.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        ];
        operation.Responses ??= [];
        operation.Responses["304"] = new OpenApiResponse { Description = "The cached response is still current.", Headers = Tag() };
        if (operation.Responses.TryGetValue("200", out var response) && response is OpenApiResponse answer)
        {
            answer.Headers = Tag();
        }
    }

    private static Dictionary<string, IOpenApiHeader> Tag() => new()
    {
        ["ETag"] = new OpenApiHeader
        {
            Description = "Identifies the response. It changes with the data version, the definitions, the query and the visible data. Weak for JSON, strong for files.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create(Example),
        },
    };
}
