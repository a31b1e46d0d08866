using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Documents the body of an import, which is the file.</summary>
internal sealed class ImportOperation : IOperationFilter
{
    private static readonly string[] FileTypes = ["text/csv", "text/tab-separated-values", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/octet-stream"];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.HttpMethod != "POST" || context.ApiDescription.RelativePath?.TrimEnd('/') != "api/v1/imports")
        {
            return;
        }

        var content = FileTypes.ToDictionary(type => type, IOpenApiMediaType (_) => new OpenApiMediaType { Schema = File("The file. Its content determines the format, not the media type.") });
        content[FileTypes[0]] = new OpenApiMediaType
        {
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The file as text." },
            Example = JsonValue.Create("Code,Title,Start,Type\nexample-1,Talks on cyber security,2026-03-01,meeting\n"),
        };
        // Omit the form: its fields have the same names as query parameters, which generated clients would confuse.
        operation.RequestBody = new OpenApiRequestBody { Required = true, Description = "The file. A multipart/form-data form with the fields file and mapping is also accepted.", Content = content };
    }

    private static OpenApiSchema File(string description) => new() { Type = JsonSchemaType.String, Format = "binary", Description = description };
}
