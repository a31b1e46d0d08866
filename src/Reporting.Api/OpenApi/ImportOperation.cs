using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Describes what an import takes as its body: the file, or a form with it.</summary>
internal sealed class ImportOperation : IOperationFilter
{
    private static readonly string[] FileTypes = ["text/csv", "text/tab-separated-values", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/octet-stream"];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription is not { RelativePath: "api/v1/imports", HttpMethod: "POST" })
        {
            return;
        }

        var content = FileTypes.ToDictionary(type => type, IOpenApiMediaType (_) => new OpenApiMediaType { Schema = File("The file. It is known by its content, whatever the type says.") });
        content["multipart/form-data"] = new OpenApiMediaType
        {
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string> { "file" },
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["file"] = File("The file."),
                    ["mapping"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A mapping in YAML (docs/imports.md), or the name of one." },
                },
            },
        };
        operation.RequestBody = new OpenApiRequestBody { Required = true, Description = "The file, or a form with it.", Content = content };
    }

    private static OpenApiSchema File(string description) => new() { Type = JsonSchemaType.String, Format = "binary", Description = description };
}
