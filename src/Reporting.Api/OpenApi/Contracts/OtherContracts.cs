using System.Text.Json.Serialization;

namespace Reporting.Api.OpenApi.Contracts;

/// <summary>The sets of the feed.</summary>
public sealed record ODataService([property: JsonPropertyName("@odata.context")] string Context, IReadOnlyList<ODataServiceSet> Value);

public sealed record ODataServiceSet(string Name, string Kind, string Url);

/// <summary>Rows of the feed, for the OpenAPI document only. The service streams them.</summary>
public sealed record ODataRows(
    [property: JsonPropertyName("@odata.context")] string Context,
    [property: JsonPropertyName("@odata.count"), MayBeMissing] long Count,
    [property: JsonPropertyName("@odata.nextLink"), MayBeMissing] string NextLink,
    IReadOnlyList<ODataRow> Value);

/// <summary>A row of any set. /odata/$metadata lists the properties of each set. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record ODataRow;
