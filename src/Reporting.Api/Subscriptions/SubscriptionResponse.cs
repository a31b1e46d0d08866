using System.Text.Json;
using Reporting.Api.Reports;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;

namespace Reporting.Api.Subscriptions;

/// <summary>A subscription: <c>state</c> is active, paused or ended; times are UTC unless they carry an offset.</summary>
/// <param name="NextDue">The next five due times.</param>
/// <param name="OptedOut">Recipients who unsubscribed.</param>
public sealed record SubscriptionResponse(
    string Id,
    string? Name,
    string Owner,
    string State,
    string Report,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters,
    IReadOnlyList<string> Formats,
    string Language,
    RecipientsResponse Recipients,
    string? Subject,
    string? Body,
    string Schedule,
    string TimeZone,
    DateOnly? Starts,
    DateOnly? Ends,
    bool SkipWhenEmpty,
    bool SkipWhenUnchanged,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> PerRecipient,
    string OnBehalfOf,
    string CatchUp,
    string Ambiguous,
    string? Notify,
    IReadOnlyList<DueTimeResponse> NextDue,
    IReadOnlyList<string> OptedOut,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt)
{
    internal static SubscriptionResponse Of(Subscription s, IEnumerable<Occurrence> next, IReadOnlyList<string> optedOut)
    {
        var d = s.Definition;
        return new SubscriptionResponse(
            s.Id, d.Name, s.Owner, Word(s.State), d.Report, JsonPairs.Lists(d.Parameters), d.Formats, d.Language, new RecipientsResponse(d.Recipients.To, d.Recipients.Cc, d.Recipients.Bcc),
            d.Subject, d.Body, d.Schedule, d.TimeZone, d.Starts, d.Ends, d.SkipWhenEmpty, d.SkipWhenUnchanged,
            d.PerRecipient.ToDictionary(p => p.Key, p => JsonPairs.Lists(p.Value)), Word(d.OnBehalfOf), Word(d.CatchUp), Word(d.Ambiguous), d.Notify,
            [.. next.Select(DueTimeResponse.Of)], optedOut, s.CreatedAt, s.ChangedAt);
    }

    /// <summary>A choice as it is written: <c>assume-sent</c>.</summary>
    internal static string Word<T>(T choice)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString());
}
