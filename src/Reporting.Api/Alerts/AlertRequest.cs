using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Delivery.Alerts;
using Reporting.Delivery.Subscriptions;

namespace Reporting.Api.Alerts;

/// <summary>An alert to create or to replace. Name and condition are required; other properties have defaults.</summary>
/// <param name="Query">The words of /api/v1/aggregates: measures, by, filters, search, find. Values are texts or lists.</param>
/// <param name="Report">Id of a report whose figure is watched, instead of a query.</param>
/// <param name="Parameters">Parameters of the report.</param>
/// <param name="Figure">A measure of the report; default: its first figure.</param>
/// <param name="Recipients">Addresses of mail.</param>
/// <param name="Webhooks">Addresses that get a signed message.</param>
/// <param name="Schedule">When to check in addition to imports, as for subscriptions; null for imports alone.</param>
/// <param name="QuietHours">Hours after a message in which no other is sent; default 24.</param>
public sealed record AlertRequest(
    [property: Required] string? Name,
    [property: Required] AlertConditionRequest? Condition,
    [property: DescribedBy(typeof(AlertQueryWords))] IReadOnlyDictionary<string, JsonElement>? Query = null,
    string? Report = null,
    [property: DescribedBy(typeof(ReportParameterValues))] IReadOnlyDictionary<string, JsonElement>? Parameters = null,
    string? Figure = null,
    [property: AllowedValues("en", "hi", "he")] string? Language = null,
    IReadOnlyList<string>? Recipients = null,
    IReadOnlyList<string>? Webhooks = null,
    string? Schedule = null,
    string? TimeZone = null,
    int? QuietHours = null,
    [property: WordsOf(typeof(AmbiguousPolicy))] string? Ambiguous = null,
    string? Notify = null);

/// <summary>When an alert is met.</summary>
/// <param name="Value">Of above, below and changed.</param>
/// <param name="Percent">Of changed, instead of a value.</param>
/// <param name="Months">Of silent.</param>
/// <param name="Days">Of stale.</param>
public sealed record AlertConditionRequest([property: Required, WordsOf(typeof(AlertKind))] string? Kind, decimal? Value = null, decimal? Percent = null, int? Months = null, int? Days = null);
