using System.Globalization;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Languages;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;

namespace Reporting.Api.Pages.Languages;

/// <summary>Texts for states and times of subscriptions and deliveries.</summary>
public sealed partial record ScheduleCaptions
{
    /// <summary>{0}: day of the week; {1}: date; {2}: time; {3}: offset with its sign.</summary>
    public required string DueAt { get; init; }

    public required string Active { get; init; }

    public required string Paused { get; init; }

    public required string Ended { get; init; }

    public required string Waiting { get; init; }

    public required string Sending { get; init; }

    public required string HandingOver { get; init; }

    public required string Delivered { get; init; }

    public required string Written { get; init; }

    public required string Refused { get; init; }

    public required string Failed { get; init; }

    public required string Ambiguous { get; init; }

    public required string Skipped { get; init; }

    public required string Cancelled { get; init; }

    /// <summary>The state of a subscription.</summary>
    public string Of(SubscriptionState state) => state switch
    {
        SubscriptionState.Active => Active,
        SubscriptionState.Paused => Paused,
        _ => Ended,
    };

    /// <summary>The state of a delivery.</summary>
    public string Of(DeliveryState state) => state switch
    {
        DeliveryState.Waiting => Waiting,
        DeliveryState.Sending => Sending,
        DeliveryState.HandingOver => HandingOver,
        DeliveryState.Delivered => Delivered,
        DeliveryState.Written => Written,
        DeliveryState.Refused => Refused,
        DeliveryState.Failed => Failed,
        DeliveryState.Ambiguous => Ambiguous,
        DeliveryState.Skipped => Skipped,
        DeliveryState.Cancelled => Cancelled,
        _ => DeliveryFormatter.Of(state),
    };

    /// <summary>"Monday, 23 November 2026, 08:00 (UTC+02:00)".</summary>
    public string At(DateTimeOffset due, Language language) => PageCaptions.Format(
        DueAt,
        Captions.In(language).DaysOfWeek[(int)due.DayOfWeek],
        language.Date(PartialDate.On(DateOnly.FromDateTime(due.DateTime))),
        due.ToString("HH:mm", CultureInfo.InvariantCulture),
        (due.Offset < TimeSpan.Zero ? "-" : "+") + due.Offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture));
}
