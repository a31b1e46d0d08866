using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Engine.Execution;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Rendering.Columns;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Reporting.Api.OpenApi;

/// <summary>Documents the parameters of an endpoint: its own, and the filters of the model.</summary>
internal sealed class QueryOperation(CurrentModel models) : IOperationFilter
{
    private static readonly Dictionary<string, DescribedParameter> Own = new DescribedParameter[]
    {
        new("measures", "Measures, separated by commas; see /api/v1/model. Variants of any measure: people.change_pct, amount_usd.rolling(3).", "engagements,allocated_engagements"),
        new("by", "Dimensions of a row, separated by commas.", "year,domain"),
        new("search", "Text that titles must contain, ignoring case.", "memorandum"),
        new("find", "Words, each of which a text of the engagement or the name of a member must contain, ignoring case; at most 8.", "memorandum"),
        new("since", "Data version: engagements that a later import added or corrected.", "3"),
        new("order", "Measures or dimensions to sort by; - sorts descending. The default sorts periods by time and members by code.", "-engagements,year"),
        new("limit", "Maximum number of rows; default 1,000, at most 50,000. A truncated response says so.", "1000"),
        new("totals", "false; grand or true: one grand total; levels: also the rows for each prefix of by.", "true"),
        new("fill", "true includes the empty periods of a range.", "false"),
        new("after", "Position after the previous page (meta.next).", "20251104.2025-11-04-memorandum-of-understanding"),
        new(ColumnRequests.Parameter, "json, arrow or parquet. Without it the Accept header decides.", "parquet"),
        new("lang", "Language of names and texts.", "en"),
        new(QueryParameters.Compare, "Id of an edition: its figures stand beside those of the answer, with differences. See docs/editions.md.", "2025-final"),
        new(QueryParameters.AsOfDay, "A past day on which the states of commitments are derived; default the day of the data. Only for queries that count commitments.", "2025-12-31"),
    }.ToDictionary(p => p.Name);

    private static readonly DescribedParameter Edition = new(EditionRequest.Parameter, "Id of an edition, for frozen figures; see /api/v1/editions. Without it the answer is about today.", "2025-final");

    private static readonly DescribedParameter AsOf = new(EditionRequest.AsOf, "A data version instead of an edition: today's, or one that an edition keeps.", "3");

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        var parameters = metadata.OfType<DescribedParameter>().ToList();
        if (metadata.OfType<QueryMetadata>().FirstOrDefault() is { } query)
        {
            parameters.AddRange(query.Names.Select(n => Own[n]));
            parameters.AddRange(models.Value.Dimensions.SelectMany(Filters).Where(filter => parameters.TrueForAll(own => own.Name != filter.Name)).ToList());
            operation.Description = $"Example: `?{query.Example}`. {operation.Description}".Trim();
        }

        if (metadata.OfType<ReadsEditions>().Any() && context.ApiDescription.HttpMethod == "GET")
        {
            parameters.AddRange([Edition, AsOf]);
        }

        if (parameters.Count > 0)
        {
            operation.Parameters = [.. parameters.Select(Described)];
        }
    }

    private static IEnumerable<DescribedParameter> Filters(ModelDimension dimension)
    {
        var example = dimension.Time is { } level ? $"{level.Example()}..{level.Example()}" : dimension.Attribute.Fixed is { } members ? members.Codes[0] : Example(dimension.Id);
        var kind = dimension.Time is null ? "codes, separated by commas" : "values separated by commas, or ranges with optional ends";
        yield return new(dimension.Id, $"Filter on {dimension.Caption.In("en")}: {kind}.{(dimension.IsMany ? " Only the matching links count." : string.Empty)}", example);
        if (dimension.IsMany)
        {
            yield return new(dimension.Id + "_any", $"Engagements with any of these members; all their links count ({dimension.Caption.In("en")}).", example);
            yield return new(dimension.Id + "_all", $"Engagements with all of these members; all their links count ({dimension.Caption.In("en")}).", example);
        }
    }

    private static string Example(string dimension) => dimension switch
    {
        "participant_country" or "place_country" or "partner_country" => "IN",
        "country_pair" => "IL-IN",
        "domain" => "cyber-security",
        "participant_kind" => "company",
        "role" => "visitor",
        "handling" => "public",
        "engagement_category" => "agreement",
        _ => "unknown",
    };

    // The example of an optional parameter is part of its description, because Swagger's test page would send an example value.
    private static OpenApiParameter Described(DescribedParameter parameter) => new()
    {
        Name = parameter.Name,
        In = parameter.InPath ? ParameterLocation.Path : ParameterLocation.Query,
        Required = parameter.IsRequired,
        Description = parameter.IsRequired ? parameter.Description : $"{parameter.Description} Example: `{parameter.Example}`.",
        Schema = parameter.Name switch
        {
            "limit" => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = "50000", Default = JsonValue.Create(1_000) },
            "lang" => Words(null, [.. Language.All.Select(l => l.Code)]),
            _ when parameter == Own[ColumnRequests.Parameter] => Words("json", ["json", .. ColumnFormat.All.Select(f => f.Id)]),
            "totals" => Words("false", "false", "grand", "true", "levels"),
            "fill" or "preview" => new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = JsonValue.Create(false) },
            "mode" => Words("merge", "merge", "replace"),
            "maxRejected" => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0" },
            _ => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = Engine.Queries.NamedParameters.MaxValue },
        },
        Example = parameter.IsRequired ? JsonValue.Create(parameter.Example) : null,
    };

    private static OpenApiSchema Words(string? standard, params string[] words) => new()
    {
        Type = JsonSchemaType.String, Enum = [.. words.Select(w => (JsonNode)JsonValue.Create(w))], Default = standard is null ? null : JsonValue.Create(standard),
    };
}
