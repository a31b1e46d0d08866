using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Reports;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Subscriptions;

/// <summary>A subscription. <c>state</c> is active, paused or ended. Times are UTC unless they have an offset.</summary>
/// <param name="NextDue">The next five due times.</param>
/// <param name="Edition">Id of the edition that is mailed; null for the data of the due time.</param>
/// <param name="OptedOut">Recipients who unsubscribed.</param>
public sealed record SubscriptionResponse(
    string Id,
    string? Name,
    string Owner,
    [property: WordsOf(typeof(SubscriptionState))] string State,
    string Report,
    [property: DescribedBy(typeof(ReportParameterLists))] IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters,
    [property: DescribedBy(typeof(IReadOnlyList<MailFormat>))] IReadOnlyList<string> Formats,
    [property: AllowedValues("en", "hi", "he")] string Language,
    RecipientsResponse Recipients,
    string? Subject,
    string? Body,
    string Schedule,
    string TimeZone,
    DateOnly? Starts,
    DateOnly? Ends,
    bool SkipWhenEmpty,
    bool SkipWhenUnchanged,
    [property: DescribedBy(typeof(IReadOnlyDictionary<string, ReportParameterLists>))] IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> PerRecipient,
    [property: WordsOf(typeof(RunAs))] string OnBehalfOf,
    [property: WordsOf(typeof(CatchUp))] string CatchUp,
    [property: WordsOf(typeof(AmbiguousPolicy))] string Ambiguous,
    string? Notify,
    IReadOnlyList<DueTimeResponse> NextDue,
    IReadOnlyList<string> OptedOut,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    string? Edition)
{
    internal static SubscriptionResponse Of(Subscription s, IEnumerable<Occurrence> next, IReadOnlyList<string> optedOut)
    {
        var d = s.Definition;
        return new SubscriptionResponse(
            s.Id, d.Name, s.Owner, EnumWord.Of(s.State), d.Report, JsonPairs.Lists(d.Parameters), d.Formats, d.Language, new RecipientsResponse(d.Recipients.To, d.Recipients.Cc, d.Recipients.Bcc),
            d.Subject, d.Body, d.Schedule, d.TimeZone, d.Starts, d.Ends, d.SkipWhenEmpty, d.SkipWhenUnchanged,
            d.PerRecipient.ToDictionary(p => p.Key, p => JsonPairs.Lists(p.Value)), EnumWord.Of(d.OnBehalfOf), EnumWord.Of(d.CatchUp), EnumWord.Of(d.Ambiguous), d.Notify,
            [.. next.Select(DueTimeResponse.Of)], optedOut, s.CreatedAt, s.ChangedAt, d.Edition);
    }
}

/// <summary>The recipients of a mail.</summary>
public sealed record RecipientsResponse(IReadOnlyList<string> To, IReadOnlyList<string> Cc, IReadOnlyList<string> Bcc);

/// <summary>A due time as wall clock of the schedule's time zone, and as an instant with that zone's offset.</summary>
public sealed record DueTimeResponse(string Occurrence, DateTimeOffset Due, DateTimeOffset DueUtc)
{
    internal static DueTimeResponse Of(Occurrence occurrence) => new(occurrence.Key, occurrence.Due, occurrence.Due.ToUniversalTime());

    /// <summary>The due time as text, such as "Mon 23 November 2026, 08:00 (UTC+02:00)".</summary>
    internal string Words => string.Create(
        CultureInfo.InvariantCulture, $"{Due:ddd d MMMM yyyy, HH:mm} (UTC{(Due.Offset < TimeSpan.Zero ? '-' : '+')}{Due.Offset:hh\\:mm})");
}
