using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Reporting.Api.Access.Identity;
using Reporting.Engine.Access;
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
                Description = "Queries and reports about international cooperation: meetings, visits, agreements and projects by participant, domain and year. Totals count each engagement once.",
                Contact = new OpenApiContact { Name = "The Reporting maintainers" },
                License = new OpenApiLicense { Name = "MIT", Url = new Uri("https://opensource.org/license/mit") },
            });
            swagger.OperationFilter<QueryOperation>();
            swagger.OperationFilter<AccessOperation>();
            swagger.OperationFilter<FailureOperation>();
            swagger.OperationFilter<ResponseOperation>();
            swagger.OperationFilter<ETagOperation>();
            swagger.OperationFilter<ImportOperation>();
            swagger.OperationFilter<HeaderOperation>();
            AddSecurity(swagger, "key", "An API key, rk_….", SecuritySchemeType.ApiKey, null);
            AddSecurity(swagger, "bearer", "An API key or a token of the OpenID Connect provider.", SecuritySchemeType.Http, "bearer");
            AddSecurity(swagger, "basic", "Any user name, and an API key as the password.", SecuritySchemeType.Http, "basic");
            swagger.SchemaFilter<ModelSchemas>();
            swagger.SchemaFilter<ContractSchemas>();
            swagger.DocumentFilter<UsedSchemas>();
            swagger.DocumentFilter<FailureExamples>();
            swagger.SupportNonNullableReferenceTypes();
            swagger.UseAllOfForInheritance();
            swagger.SelectSubTypesUsing(type => Derived(type).Select(d => d.DerivedType));
            swagger.SelectDiscriminatorNameUsing(type => type.GetCustomAttribute<JsonPolymorphicAttribute>()?.TypeDiscriminatorPropertyName);
            swagger.SelectDiscriminatorValueUsing(type => Derived(type.BaseType!).FirstOrDefault(d => d.DerivedType == type)?.TypeDiscriminator as string);
            swagger.CustomOperationIds(api => api.RelativePath is null ? null : OperationId(api.HttpMethod, api.RelativePath));
        });
    }

    public static void MapOpenApiDocument(this WebApplication app)
    {
        app.MapSwagger(setupAction: options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.PreSerializeFilters.Add((document, request) => document.Servers = [new OpenApiServer { Url = request.PathBase.HasValue ? request.PathBase.ToUriComponent() : "/" }]);
        }).Needs(Permission.Read);
        app.MapSwaggerUI(setupAction: ui =>
        {
            ui.DocumentTitle = "Reporting: API";
            ui.SwaggerEndpoint("v1/swagger.json", "Reporting v1");
        }).Needs(Permission.Read);
    }

    private static void AddSecurity(SwaggerGenOptions swagger, string id, string description, SecuritySchemeType type, string? scheme)
    {
        swagger.AddSecurityDefinition(id, new OpenApiSecurityScheme
        {
            Type = type, Scheme = scheme, Description = description, In = type == SecuritySchemeType.ApiKey ? ParameterLocation.Header : null, Name = type == SecuritySchemeType.ApiKey ? "X-Api-Key" : null,
        });
        swagger.AddSecurityRequirement(document => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(id, document)] = [] });
    }

    private static IEnumerable<JsonDerivedTypeAttribute> Derived(Type type) => type.GetCustomAttributes<JsonDerivedTypeAttribute>();

    private static readonly char[] BetweenWords = [.. "/-.$*{}"];

    // Make a name that is a valid method name in all programming languages.
    private static string OperationId(string? method, string path) =>
        method?.ToLowerInvariant() + string.Concat(path.Split(BetweenWords).Where(p => p.Length > 0).Select(p => char.ToUpperInvariant(p[0]) + p[1..]));
}

/// <summary>Removes schemas that nothing refers to: the framework's schema of problems, which FailureOperation replaces, and that of any JSON.</summary>
internal sealed class UsedSchemas : IDocumentFilter
{
    public void Apply(Microsoft.OpenApi.OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        foreach (var unused in new[] { nameof(ProblemDetails), nameof(JsonNode), nameof(JsonNodeOptions) })
        {
            swaggerDoc.Components?.Schemas?.Remove(unused);
        }
    }
}
