using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Reporting.Engine.Engagements;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Rendering.Calendars;

/// <summary>
/// Engagements and the due dates of commitments as an iCalendar (RFC 5545), an all-day event for each. What has only a month or a year is put on no day: the calendar says how
/// many those are (decisions 0065, 0074).
/// </summary>
public static class EngagementCalendar
{
    public const string ContentType = "text/calendar; charset=utf-8";

    private const int MaxSummary = 2_000;

    /// <param name="engagements">Of every precision.</param>
    /// <param name="commitments">Those with a due date, of every precision.</param>
    /// <param name="home">The public address of the service, without a slash at the end.</param>
    public static string Of(string name, IReadOnlyList<ListedEngagement> engagements, IReadOnlyList<ListedCommitment> commitments, DataVersion version, string language, string home)
    {
        var text = ValueText.In(language);
        var exact = engagements.Where(e => e.Start.IsExact).ToList();
        var due = commitments.Where(c => c.Due.IsExact).ToList();
        var without = engagements.Count - exact.Count + commitments.Count - due.Count;
        var calendar = new Calendar { ProductId = "-//Reporting//Engagements//EN" };
        calendar.AddProperty("METHOD", "PUBLISH");
        calendar.AddProperty("X-WR-CALNAME", version.IsInvented ? $"[{text.Captions.InventedData}] {name}" : name);
        calendar.AddProperty("X-WR-CALDESC", without == 0 ? name : $"{name}. {Captions.Format(text.Captions.WithoutDay, text.Of((long)without, Reporting.Engine.Model.ValueFormat.Count))}");
        calendar.AddProperty("X-PUBLISHED-TTL", "PT6H");
        foreach (var engagement in exact)
        {
            calendar.Events.Add(Event(engagement, version, text, home));
        }

        foreach (var commitment in due)
        {
            calendar.Events.Add(Event(commitment, version, text, home));
        }

        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalendarEvent Event(ListedEngagement e, DataVersion version, ValueText text, string home)
    {
        // The last day is included here and excluded in iCalendar. An end that is inexact, or before the start, leaves one day.
        var start = e.Start.Exact!.Value;
        var last = e.End.Exact is { } end && end > start ? end : start;
        var address = $"{home}/engagements/{Uri.EscapeDataString(e.Code)}";
        return new CalendarEvent
        {
            Uid = $"{e.Code}@{new Uri(home).Host}",
            DtStamp = new CalDateTime((version.AsOf ?? DateTimeOffset.UnixEpoch).UtcDateTime),
            Start = new CalDateTime(start),
            End = new CalDateTime(last.AddDays(1)),
            Summary = Summary(e),
            Description = Description(e, text, address),
            Location = string.Join(", ", new[] { e.City, e.PlaceCountry.Name }.Where(place => !string.IsNullOrEmpty(place))),
            Url = new Uri(address),
            Status = e.Status?.Code switch
            {
                null => e.Review is { IsDraft: true } ? EventStatus.Tentative : EventStatus.Confirmed,
                EngagementStatus.Planned or EngagementStatus.NotConfirmed => EventStatus.Tentative,
                _ => EventStatus.Cancelled,
            },
            Transparency = TransparencyType.Transparent,
            Categories = [.. e.Domains.Select(d => d.Name)],
        };
    }

    // An event, because calendar programs drop tasks of a calendar that they subscribe to.
    private static CalendarEvent Event(ListedCommitment c, DataVersion version, ValueText text, string home)
    {
        var (agreement, day) = (c.Engagement!, c.Due.Exact!.Value);
        var address = $"{home}/engagements/{Uri.EscapeDataString(agreement.Code)}#commitment-{Uri.EscapeDataString(c.Code)}";
        var lines = new[] { $"{agreement.Title} ({agreement.StartLabel})", string.Join(", ", c.Parties.Select(party => party.Name)), address };
        return new CalendarEvent
        {
            Uid = $"{agreement.Code}/{c.Code}.due@{new Uri(home).Host}",
            DtStamp = new CalDateTime((version.AsOf ?? DateTimeOffset.UnixEpoch).UtcDateTime),
            Start = new CalDateTime(day),
            End = new CalDateTime(day.AddDays(1)),
            Summary = $"{text.Language.Phrases.Commitments.Due}: {c.Text} ({c.StateName})",
            Description = string.Join('\n', lines.Where(line => line.Length > 0)),
            Url = new Uri(address),
            Status = EventStatus.Confirmed,
            Transparency = TransparencyType.Transparent,
            Categories = c.Domain is { } domain ? [domain.Name] : [],
        };
    }

    private static string Summary(ListedEngagement e)
    {
        var marks = new[] { e.Status?.Name, e.Review is { IsDraft: true } review ? review.Name : null }.OfType<string>().ToList();
        return marks.Count == 0 ? e.Title : $"{e.Title} ({string.Join(", ", marks)})";
    }

    private static string Description(ListedEngagement e, ValueText text, string address)
    {
        var lines = new[]
        {
            e.Summary is { Length: > MaxSummary } summary ? summary[..MaxSummary] + "…" : e.Summary,
            string.Join(", ", e.Participants.Select(p => p.Name).Distinct()),
            e.EndLabel.Length > 0 && e.End is { IsExact: false, IsUnknown: false } ? Captions.Format(text.Captions.Until, e.EndLabel) : null,
            $"{text.Captions.Handling}: {e.HandlingName}",
            address,
        }.Where(line => !string.IsNullOrWhiteSpace(line));
        return string.Join('\n', lines);
    }
}
