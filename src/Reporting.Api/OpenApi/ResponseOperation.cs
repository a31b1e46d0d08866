using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Describes the files of reports, and gives every JSON body an example.</summary>
internal sealed class ResponseOperation : IOperationFilter
{
    private const string Json = "application/json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var path = context.ApiDescription.RelativePath ?? string.Empty;
        if (path.EndsWith("{format}", StringComparison.Ordinal) || path.EndsWith("exports/{id}/file", StringComparison.Ordinal))
        {
            operation.Responses ??= [];
            operation.Responses["200"] = new OpenApiResponse
            {
                Description = "The file, in the type of its format.",
                // Any type: beside application/json generated clients would read every file as JSON.
                Content = new Dictionary<string, IOpenApiMediaType> { ["*/*"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } } },
            };
            return;
        }

        if (operation.RequestBody?.Content?.TryGetValue(Json, out var asked) == true && asked is OpenApiMediaType body)
        {
            body.Example = ContractExamples.Of(operation.OperationId + ".body");
        }

        foreach (var answer in (operation.Responses ?? []).Where(r => r.Key[0] == '2').Select(r => r.Value.Content is { } content && content.TryGetValue(Json, out var media) ? media : null).OfType<OpenApiMediaType>())
        {
            answer.Example = ContractExamples.Of(operation.OperationId);
        }
    }
}
