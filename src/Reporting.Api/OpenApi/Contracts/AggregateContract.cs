using System.ComponentModel.DataAnnotations;

namespace Reporting.Api.OpenApi.Contracts;

/// <summary>The answer to a query. A description only: AggregateJson writes it member by member, because a row's members follow the query.</summary>
/// <param name="Totals">Every measure over everything, each engagement counted once; only where totals were asked for.</param>
/// <param name="Levels">One row set for each prefix of <c>by</c>; only where they were asked for.</param>
public sealed record AggregateResponse(
    IReadOnlyList<AggregateRow> Data, [property: MayBeMissing] AggregateRow Totals, [property: MayBeMissing] IReadOnlyList<AggregateLevel> Levels, AggregateMeta Meta);

/// <summary>The rows of one prefix of <c>by</c>.</summary>
public sealed record AggregateLevel(IReadOnlyList<string> By, IReadOnlyList<AggregateRow> Data);

/// <summary>What an answer was read from, and how it counts.</summary>
public sealed record AggregateMeta(
    long DataVersion,
    DateTimeOffset? DataAsOf,
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
    DateTimeOffset GeneratedAt);

/// <summary>A period of a comparison that is not whole: it goes on after the day of the data, or a filter keeps only a part of it.</summary>
public sealed record IncompletePeriodResponse(string Dimension, string Period, [property: AllowedValues("data-as-of", "filter")] string Reason);

/// <summary>The measures and dimensions of a row; a row has those that were asked for. Members: <see cref="ModelSchemas"/>.</summary>
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
    [property: AllowedValues("en", "hi", "he")] string? Lang);
