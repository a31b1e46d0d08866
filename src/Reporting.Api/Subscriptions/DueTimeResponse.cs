using System.Globalization;
using Reporting.Delivery.Schedules;

namespace Reporting.Api.Subscriptions;

/// <summary>A due time: by the wall clock of the schedule's zone, and as an instant with that zone's offset.</summary>
public sealed record DueTimeResponse(string Occurrence, DateTimeOffset Due, DateTimeOffset DueUtc)
{
    internal static DueTimeResponse Of(Occurrence occurrence) => new(occurrence.Key, occurrence.Due, occurrence.Due.ToUniversalTime());

    /// <summary>For people: "Mon 23 November 2026, 08:00 (UTC+02:00)".</summary>
    internal string Words => string.Create(
        CultureInfo.InvariantCulture, $"{Due:ddd d MMMM yyyy, HH:mm} (UTC{(Due.Offset < TimeSpan.Zero ? '-' : '+')}{Due.Offset:hh\\:mm})");
}
