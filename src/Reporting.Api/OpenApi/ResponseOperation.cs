using Microsoft.OpenApi;
using Reporting.Api.Responses;
using Reporting.Rendering.Columns;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Documents report files, and adds an example to every JSON body.</summary>
internal sealed class ResponseOperation : IOperationFilter
{
    private const string Json = "application/json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var path = context.ApiDescription.RelativePath ?? string.Empty;
        if (path.EndsWith("{format}", StringComparison.Ordinal) || path.EndsWith("exports/{id}/file", StringComparison.Ordinal) || path.EndsWith("reports/{id}/definition", StringComparison.Ordinal))
        {
            operation.Responses ??= [];
            operation.Responses["200"] = new OpenApiResponse
            {
                Description = "The file, with the media type of its format.",
                // Use */*, because generated clients would otherwise read every file as JSON.
                Content = new Dictionary<string, IOpenApiMediaType> { ["*/*"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } } },
            };
            return;
        }

        // Not in content: generated clients would take every answer for JSON or a text.
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<AnswersInColumns>().Any() && operation.Responses?.TryGetValue("200", out var table) == true && table is OpenApiResponse described)
        {
            described.Description = $"JSON; by format or Accept also {string.Join(" or ", ColumnFormat.All.Select(f => f.ContentType))}.";
        }

        if (operation.RequestBody?.Content?.TryGetValue(Json, out var requestMedia) == true && requestMedia is OpenApiMediaType body)
        {
            body.Example = ContractExamples.Of(operation.OperationId + ".body");
        }

        foreach (var response in (operation.Responses ?? []).Where(r => r.Key[0] == '2').Select(r => r.Value.Content is { } content && content.TryGetValue(Json, out var media) ? media : null).OfType<OpenApiMediaType>())
        {
            response.Example = ContractExamples.Of(operation.OperationId);
        }
    }
}
