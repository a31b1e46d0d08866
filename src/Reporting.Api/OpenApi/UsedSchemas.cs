using Microsoft.AspNetCore.Mvc;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Removes the framework's schema of problems, which FailureOperation replaces.</summary>
internal sealed class UsedSchemas : IDocumentFilter
{
    public void Apply(Microsoft.OpenApi.OpenApiDocument swaggerDoc, DocumentFilterContext context) => swaggerDoc.Components?.Schemas?.Remove(nameof(ProblemDetails));
}
