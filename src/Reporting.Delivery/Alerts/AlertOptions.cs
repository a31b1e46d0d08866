using System.ComponentModel.DataAnnotations;

namespace Reporting.Delivery.Alerts;

/// <summary>Settings of alerts; section <c>Alerts</c>.</summary>
public sealed class AlertOptions
{
    public const string Section = "Alerts";

    /// <summary>Seconds between two looks for a new data version and for due checks; 0 leaves the checks to other processes.</summary>
    [Range(0, 3_600)]
    public double PollSeconds { get; set; } = 5;

    /// <summary>Most alerts of one owner.</summary>
    [Range(1, 10_000)]
    public int MaxPerOwner { get; set; } = 200;

    /// <summary>Days for which checks are kept as history.</summary>
    [Range(1, 36_500)]
    public int KeepDays { get; set; } = 400;
}
