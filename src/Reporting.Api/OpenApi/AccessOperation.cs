using Microsoft.OpenApi;
using Reporting.Api.Access.Identity;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Documents the permission of an operation, and its refusals.</summary>
internal sealed class AccessOperation : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var needed = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<NeededPermission>().LastOrDefault();
        if (needed is null)
        {
            operation.Security = [];
            operation.Description = $"{operation.Description} Needs no permission.".TrimStart();
            return;
        }

        operation.Description = $"{operation.Description} Needs the permission {needed.Permission}.".TrimStart();
        operation.Responses ??= [];
        foreach (var status in new[] { "401", "403", "429" })
        {
            operation.Responses.TryAdd(status, new OpenApiResponse());
        }
    }
}
