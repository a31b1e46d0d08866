using System.Text.Json.Serialization;
using Reporting.Api.Health;
using Reporting.Api.Imports;

namespace Reporting.Api.OpenApi.Contracts;

/// <summary>The response to every failure: problem+json with a code of docs/errors.md and a hint.</summary>
/// <param name="Import">The results of a refused import.</param>
/// <param name="Parts">The parts with problems, for the readiness check.</param>
/// <param name="TraceId">The id of the request in the log.</param>
public sealed record ProblemResponse(
    string Type, string Title, int Status, string Detail, string Code, string Hint, [property: MayBeMissing] ImportResponse Import,
    [property: MayBeMissing] IReadOnlyList<HealthPart> Parts, [property: MayBeMissing] string TraceId);

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
