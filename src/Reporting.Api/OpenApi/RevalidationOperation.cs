using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Describes ETag, If-None-Match and 304. Comes after the operations that set parameters and answers.</summary>
internal sealed class RevalidationOperation : IOperationFilter
{
    private const string Example = "W/\"3JqFJqSkOzJ7g3nQm1v0dA\"";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (!context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<RevalidatedMetadata>().Any())
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
                Description = $"ETags of answers that you have, separated by commas: if one still holds, the answer is 304 without a body. Example: `{Example}`.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        ];
        operation.Responses ??= [];
        operation.Responses["304"] = new OpenApiResponse { Description = "What you have still holds.", Headers = Tag() };
        if (operation.Responses.TryGetValue("200", out var response) && response is OpenApiResponse answer)
        {
            answer.Headers = Tag();
        }
    }

    private static Dictionary<string, IOpenApiHeader> Tag() => new()
    {
        ["ETag"] = new OpenApiHeader
        {
            Description = "Names this answer: another data version, definition, question or view of the data has another one. Weak for JSON, strong for files.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create(Example),
        },
    };
}
