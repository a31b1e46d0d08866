using System.Text.Json.Serialization;
using Reporting.Api.Health;
using Reporting.Api.Imports;

namespace Reporting.Api.OpenApi.Contracts;

/// <summary>Every failure: problem+json with a code of docs/errors.md and a hint.</summary>
/// <param name="Import">Of an import that was refused: what was found.</param>
/// <param name="Parts">Of readiness: the parts that are unwell.</param>
/// <param name="TraceId">Under which the log has the request.</param>
public sealed record ProblemResponse(
    string Type, string Title, int Status, string Detail, string Code, string Hint, [property: MayBeMissing] ImportResponse Import,
    [property: MayBeMissing] IReadOnlyList<HealthPart> Parts, [property: MayBeMissing] string TraceId);

/// <summary>The sets of the feed.</summary>
public sealed record ODataService([property: JsonPropertyName("@odata.context")] string Context, IReadOnlyList<ODataServiceSet> Value);

public sealed record ODataServiceSet(string Name, string Kind, string Url);

/// <summary>Rows of the feed. A description only: they are written as they are read.</summary>
public sealed record ODataRows(
    [property: JsonPropertyName("@odata.context")] string Context,
    [property: JsonPropertyName("@odata.count"), MayBeMissing] long Count,
    [property: JsonPropertyName("@odata.nextLink"), MayBeMissing] string NextLink,
    IReadOnlyList<ODataRow> Value);

/// <summary>A row of any set; /odata/$metadata says which properties which set has. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record ODataRow;
