using Microsoft.OpenApi;
using Reporting.Api.Idempotency;
using Reporting.Api.Pipeline;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Documents the Idempotency-Key of requests, the links of pages, and deprecation.</summary>
internal sealed class HeaderOperation : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        operation.Deprecated = metadata.OfType<DeprecatedEndpoint>().Any();
        if (metadata.OfType<AcceptsIdempotencyKey>().Any())
        {
            operation.Parameters =
            [
                .. operation.Parameters ?? [],
                new OpenApiParameter
                {
                    Name = IdempotentRequests.Header,
                    In = ParameterLocation.Header,
                    Description = "A new key for each thing to make. The same request with the same key gets the same response for a day. Example: `5f0c7d1e-7c55-4c7f-9a53-0d7a1f1b8e10`.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 },
                },
            ];
        }

        if (operation.Parameters?.Any(p => p.Name == "after") == true && operation.Responses?.TryGetValue("200", out var response) == true && response is OpenApiResponse page)
        {
            page.Headers ??= new Dictionary<string, IOpenApiHeader>();
            page.Headers["Link"] = new OpenApiHeader { Description = "The next and the first page: `<?limit=100&after=12>; rel=\"next\"`.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }
    }
}
