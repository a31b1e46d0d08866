using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Reporting.Api.Subscriptions;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Describes the answers whose shape follows the question, and the files of reports.</summary>
internal sealed class ResponseOperation : IOperationFilter
{
    private const string Example = """
        {"data": [{"year": 2025, "domain": "cyber-security", "domain_name": "Cyber security", "engagements": 2}],
         "totals": {"engagements": 5},
         "meta": {"dataVersion": 1, "dataAsOf": "2026-01-05T08:00:00Z", "rows": 1, "rowsInAll": 1, "truncated": false, "limit": 1000,
                  "measures": ["engagements"], "by": ["year", "domain"], "filters": "Year: 2025", "counting": "Totals count each engagement once.",
                  "generatedAt": "2026-01-05T08:30:00Z"}}
        """;

    private const string Question = """{"measures": ["engagements"], "by": ["year"], "domain": ["cyber-security"], "totals": true}""";

    private const string Export = """{"report": "cooperation-by-year-and-domain", "format": "xlsx", "parameters": {"from": 2020, "domain": ["cyber-security"]}}""";

    private static readonly string[] FileTypes =
    [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/pdf", "text/html", "text/csv", "application/json",
    ];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var path = context.ApiDescription.RelativePath ?? string.Empty;
        if (path.StartsWith("api/v1/aggregates", StringComparison.Ordinal) || path == "api/v1/query")
        {
            Set(operation, "Rows of members (code and name) and measures; totals where asked for; meta.", new Dictionary<string, IOpenApiMediaType>
            {
                ["application/json"] = new OpenApiMediaType { Schema = Answer(), Example = JsonNode.Parse(Example) },
            });
        }

        if (path == "api/v1/query" && operation.RequestBody?.Content?.TryGetValue("application/json", out var body) == true && body is OpenApiMediaType question)
        {
            question.Schema = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = true, Description = "The parameters of /aggregates; lists as arrays." };
            question.Example = JsonNode.Parse(Question);
        }

        if (path == "api/v1/exports" && operation.RequestBody?.Content?.TryGetValue("application/json", out var asked) == true && asked is OpenApiMediaType export)
        {
            export.Schema = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = true, Description = "report, format and the parameters of the same download; lists as arrays." };
            export.Example = JsonNode.Parse(Export);
        }

        if (path.StartsWith("api/v1/subscriptions", StringComparison.Ordinal) && operation.RequestBody?.Content?.TryGetValue("application/json", out var mailed) == true && mailed is OpenApiMediaType subscription)
        {
            subscription.Schema = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = true, Description = "report, recipients and schedule; the rest has defaults. docs/mail.md says what each means." };
            subscription.Example = JsonNode.Parse(SubscriptionBody.Example);
        }

        if (path.EndsWith("{format}", StringComparison.Ordinal) || path.EndsWith("exports/{id}/file", StringComparison.Ordinal))
        {
            Set(operation, "The file.", FileTypes.ToDictionary(t => t, IOpenApiMediaType (t) => new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = t.StartsWith("text/", StringComparison.Ordinal) ? null : "binary" },
            }));
        }
    }

    private static void Set(OpenApiOperation operation, string description, Dictionary<string, IOpenApiMediaType> content)
    {
        operation.Responses ??= [];
        operation.Responses["200"] = new OpenApiResponse { Description = description, Content = content };
    }

    private static OpenApiSchema Answer()
    {
        var rows = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = true } };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["data"] = rows,
                ["totals"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "Every measure over everything, each engagement once." },
                ["levels"] = rows,
                ["meta"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "Data version, row counts, filters and counting rules in words." },
            },
        };
    }
}
