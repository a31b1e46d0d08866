using Microsoft.AspNetCore.Mvc;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Takes the framework's problem document out: FailureOperation describes ours in its place.</summary>
internal sealed class UsedSchemas : IDocumentFilter
{
    public void Apply(Microsoft.OpenApi.OpenApiDocument swaggerDoc, DocumentFilterContext context) => swaggerDoc.Components?.Schemas?.Remove(nameof(ProblemDetails));
}
