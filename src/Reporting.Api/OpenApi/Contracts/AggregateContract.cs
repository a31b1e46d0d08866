using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Reporting.Warehouse.Editions;

namespace Reporting.Api.OpenApi.Contracts;

/// <summary>The response to an aggregate query, for the OpenAPI document only. AggregateJson writes it, because the members of a row depend on the query.</summary>
/// <param name="Totals">All measures over the whole result, each engagement counted once. Present only if the query requests totals.</param>
/// <param name="Levels">The rows for each prefix of <c>by</c>. Present only if the query requests them.</param>
public sealed record AggregateResponse(
    IReadOnlyList<AggregateRow> Data, [property: MayBeMissing] AggregateRow Totals, [property: MayBeMissing] IReadOnlyList<AggregateLevel> Levels, AggregateMeta Meta);

/// <summary>The rows of one prefix of <c>by</c>.</summary>
public sealed record AggregateLevel(IReadOnlyList<string> By, IReadOnlyList<AggregateRow> Data);

/// <summary>The data version of a response, and how it counts.</summary>
/// <param name="Edition">Present if the data are of an edition.</param>
/// <param name="Compare">Present if the query compares with an edition. Each measure then has <c>.before</c> (the figure of the edition) and <c>.difference</c>;
/// the number of engagements also <c>.new</c>, <c>.corrected</c>, <c>.recoded</c> and <c>.withdrawn</c>, which add up to the difference.</param>
/// <param name="Invented">Present, and true, if some of the data are invented (demo data).</param>
public sealed record AggregateMeta(
    long DataVersion,
    DateTimeOffset? DataAsOf,
    [property: MayBeMissing] string Edition,
    [property: MayBeMissing] ComparedResponse Compare,
    int Rows,
    long RowsInAll,
    bool Truncated,
    int Limit,
    IReadOnlyList<string> Measures,
    IReadOnlyList<string> By,
    string Filters,
    string Counting,
    [property: MayBeMissing] IReadOnlyList<IncompletePeriodResponse> Incomplete,
    string? Handling,
    string? HandlingName,
    [property: MayBeMissing] bool Invented,
    DateTimeOffset GeneratedAt);

/// <summary>The edition that an answer is compared with.</summary>
public sealed record ComparedResponse(string Edition, [property: WordsOf(typeof(EditionState))] string State, long DataVersion, DateTimeOffset? DataAsOf);

/// <summary>An incomplete period of a comparison: it continues after the day of the data, or a filter keeps only a part of it.</summary>
public sealed record IncompletePeriodResponse(string Dimension, string Period, [property: AllowedValues("data-as-of", "filter")] string Reason);

/// <summary>A row with the requested measures and dimensions. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record AggregateRow;

/// <summary>Filters by name. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record QueryFilters;

/// <summary>A query as JSON.</summary>
public sealed record QueryRequest(
    IReadOnlyList<string>? Measures,
    IReadOnlyList<string>? By,
    QueryFilters? Filters,
    string? Search,
    IReadOnlyList<string>? Order,
    [property: Range(1, 50_000)] int? Limit,
    [property: AllowedValues("false", "grand", "levels")] string? Totals,
    bool? Fill,
    [property: AllowedValues("en", "hi", "he")] string? Lang,
    string? Edition = null,
    string? Compare = null,
    [property: JsonPropertyName("as_of")] string? AsOf = null);
