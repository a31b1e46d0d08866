using System.ComponentModel.DataAnnotations;
using Reporting.Api.Deliveries;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Reports;
using Reporting.Delivery.Alerts;
using Reporting.Delivery.Links;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Alerts;

/// <summary>An alert. Times are UTC.</summary>
/// <param name="State">active or paused.</param>
/// <param name="NextCheck">The next check by the schedule, or at the end of the quiet time; null for imports alone.</param>
/// <param name="QuietUntil">End of the quiet time after the last message; null if it has ended.</param>
public sealed record AlertResponse(
    string Id,
    string Name,
    string Owner,
    [property: WordsOf(typeof(AlertState))] string State,
    AlertConditionResponse Condition,
    [property: DescribedBy(typeof(AlertQueryWords))] IReadOnlyDictionary<string, IReadOnlyList<string>> Query,
    string? Report,
    [property: DescribedBy(typeof(ReportParameterLists))] IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters,
    string? Figure,
    [property: AllowedValues("en", "hi", "he")] string Language,
    IReadOnlyList<string> Recipients,
    IReadOnlyList<WebhookResponse> Webhooks,
    string? Schedule,
    string TimeZone,
    int QuietHours,
    [property: WordsOf(typeof(AmbiguousPolicy))] string Ambiguous,
    string? Notify,
    long? CheckedVersion,
    DateTimeOffset? CheckedAt,
    DateTimeOffset? NextCheck,
    DateTimeOffset? QuietUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt)
{
    internal static AlertResponse Of(Alert a, MailLinks links, DateTimeOffset now)
    {
        var d = a.Definition;
        return new AlertResponse(
            a.Id, d.Name, a.Owner, EnumWord.Of(a.State), AlertConditionResponse.Of(d.Condition), JsonPairs.Lists(d.Query), d.Report, JsonPairs.Lists(d.Parameters), d.Figure, d.Language, d.Recipients,
            [.. d.Webhooks.Select(w => new WebhookResponse(w, links.WebhookSecret(a.Id, w)))], d.Schedule, d.TimeZone, d.QuietHours, EnumWord.Of(d.Ambiguous), d.Notify,
            a.CheckedVersion, a.CheckedAt, a.NextCheck, AlertDecision.QuietUntil(d, a.Memory, now), a.CreatedAt, a.ChangedAt);
    }
}

/// <summary>The condition of an alert; numbers that its kind does not use are null.</summary>
public sealed record AlertConditionResponse([property: WordsOf(typeof(AlertKind))] string Kind, decimal? Value, decimal? Percent, int? Months, int? Days)
{
    internal static AlertConditionResponse Of(AlertCondition c) => new(EnumWord.Of(c.Kind), c.Value, c.Percent, c.Months, c.Days);
}

/// <summary>A webhook with the secret that its receiver checks signatures with. The secret belongs to this address of this alert.</summary>
public sealed record WebhookResponse(string Address, string Secret);

/// <summary>The items that an alert would find now, with your own access rights. Nothing is stored or sent.</summary>
/// <param name="Counts">The counted measure.</param>
/// <param name="Filters">The filters in words.</param>
/// <param name="Counting">The counting rules as sentences.</param>
/// <param name="Page">The page that shows the figures.</param>
/// <param name="Items">The first rows or engagements, at most 100.</param>
public sealed record AlertPreviewResponse(
    long DataVersion, DateTimeOffset? DataAsOf, string Counts, string Filters, IReadOnlyList<string> Counting, string? Handling, string Page, int ItemsInAll, IReadOnlyList<AlertItemResponse> Items)
{
    private const int MaxItems = 100;

    internal static AlertPreviewResponse Of(AlertFinding f) => new(
        f.Version.Version, f.Version.AsOf, f.Caption, f.Filters, f.Counting, f.Handling, f.Page, f.Items.Count, [.. f.Items.Take(MaxItems).Select(AlertItemResponse.Of)]);
}

/// <summary>A row or an engagement. <c>key</c> has its codes, one on each line; it is empty for the whole.</summary>
public sealed record AlertItemResponse(string Key, string Label, decimal? Number, string? Value, string? Before, string? Page)
{
    internal static AlertItemResponse Of(AlertItem i) => new(i.Key, i.Label, i.Number, i.Value, i.Before, i.Page);
}

/// <summary>One check with its messages.</summary>
/// <param name="Outcome">first (the next check is compared with it), not-met, sent, suppressed or failed.</param>
/// <param name="Reason">Why it was suppressed: not-reset (reported before, and met in every check since) or quiet (the quiet time). Or why it failed.</param>
/// <param name="Items">The items that met the condition, at most 100.</param>
public sealed record AlertCheckResponse(
    int Check,
    DateTimeOffset CheckedAt,
    long? DataVersion,
    [property: WordsOf(typeof(AlertCause))] string Cause,
    [property: WordsOf(typeof(AlertOutcome))] string Outcome,
    bool IsMet,
    string? Reason,
    IReadOnlyList<AlertItemResponse> Items,
    IReadOnlyList<DeliveryResponse> Deliveries)
{
    internal static AlertCheckResponse Of(RecordedCheck r) => new(
        r.Check.Number, r.Check.At, r.Check.DataVersion, EnumWord.Of(r.Check.Cause), EnumWord.Of(r.Check.Outcome), r.Check.Outcome is AlertOutcome.Sent or AlertOutcome.Suppressed, r.Check.Reason,
        [.. r.Check.Items.Select(AlertItemResponse.Of)], [.. r.Deliveries.Select(DeliveryResponse.Of)]);
}

/// <summary>A page of checks, latest first.</summary>
/// <param name="Next">The value of <c>before</c> for the next page; null on the last.</param>
public sealed record AlertHistoryResponse(IReadOnlyList<AlertCheckResponse> Data, int? Next);
