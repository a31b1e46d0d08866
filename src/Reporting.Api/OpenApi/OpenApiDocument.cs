using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>The OpenAPI document at /swagger/v1/swagger.json, and its page at /swagger.</summary>
internal static class OpenApiDocument
{
    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(swagger =>
        {
            swagger.SwaggerDoc("v1", new OpenApiInfo
            {
                Title = "Reporting",
                Version = "v1",
                Description = "Questions about international cooperation activity, answered from one star schema: who met, signed, visited or built what with whom, in which domain, in which year. A total is never the sum of its overlapping parts.",
                License = new OpenApiLicense { Name = "MIT", Url = new Uri("https://opensource.org/license/mit") },
            });
            swagger.OperationFilter<QuestionOperation>();
            swagger.OperationFilter<FailureOperation>();
            swagger.OperationFilter<AnswerOperation>();
            swagger.OperationFilter<RevalidationOperation>();
            swagger.SupportNonNullableReferenceTypes();
            swagger.CustomOperationIds(api => api.RelativePath is null ? null : OperationId(api.HttpMethod, api.RelativePath));
        });
    }

    public static void UseOpenApiDocument(this WebApplication app)
    {
        // Only there: the page would otherwise look at every request.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase), pages => pages
            .UseSwagger()
            .UseSwaggerUI(ui =>
            {
                ui.DocumentTitle = "Reporting: API";
                ui.SwaggerEndpoint("v1/swagger.json", "Reporting v1");
            }));
    }

    private static string OperationId(string? method, string path) =>
        method?.ToLowerInvariant() + string.Concat(path.Split('/', '-', '{', '}').Where(p => p.Length > 0).Select(p => char.ToUpperInvariant(p[0]) + p[1..]));
}
