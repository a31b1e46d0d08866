using Reporting.Delivery.Alerts;

namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of the pages about alerts.</summary>
public sealed partial record AlertCaptions
{
    public required string Title { get; init; }

    public required string New { get; init; }

    public required string NoneYet { get; init; }

    public required string WasDeleted { get; init; }

    public required string Name { get; init; }

    public required string NameHelp { get; init; }

    public required string Condition { get; init; }

    public required string LastCheck { get; init; }

    public required string NotChecked { get; init; }

    public required string TellsWhom { get; init; }

    public required string State { get; init; }

    public required string Active { get; init; }

    public required string Paused { get; init; }

    public required string Owner { get; init; }

    public required string OwnersData { get; init; }

    public required string Mails { get; init; }

    public required string MailsHelp { get; init; }

    public required string Webhook { get; init; }

    public required string Webhooks { get; init; }

    public required string WebhooksHelp { get; init; }

    public required string Address { get; init; }

    public required string Secret { get; init; }

    public required string Checks { get; init; }

    public required string AfterImports { get; init; }

    public required string AfterImportsOnly { get; init; }

    public required string QuietTime { get; init; }

    public required string QuietHelp { get; init; }

    public required string Hours { get; init; }

    public required string CheckNow { get; init; }

    public required string CheckedUtc { get; init; }

    public required string Result { get; init; }

    public required string Found { get; init; }

    public required string Messages { get; init; }

    public required string Version { get; init; }

    public required string DeleteHelp { get; init; }

    public required string TellWhen { get; init; }

    public required string Above { get; init; }

    public required string Below { get; init; }

    public required string Changed { get; init; }

    public required string First { get; init; }

    public required string Silent { get; init; }

    public required string Matches { get; init; }

    public required string Overdue { get; init; }

    public required string OverdueCommitments { get; init; }

    public required string Stale { get; init; }

    public required string Number { get; init; }

    public required string Percent { get; init; }

    public required string Months { get; init; }

    public required string Days { get; init; }

    public required string Report { get; init; }

    public required string Measure { get; init; }

    public required string FirstFigure { get; init; }

    public required string ForEach { get; init; }

    public required string Whole { get; init; }

    public required string Filters { get; init; }

    public required string Find { get; init; }

    public required string FindHelp { get; init; }

    public required string Create { get; init; }

    public required string AlertMe { get; init; }

    public required string OutcomeFirst { get; init; }

    public required string OutcomeNotMet { get; init; }

    public required string OutcomeSent { get; init; }

    public required string OutcomeSuppressed { get; init; }

    public required string OutcomeFailed { get; init; }

    public required string CauseImport { get; init; }

    public required string CauseSchedule { get; init; }

    public required string CauseHand { get; init; }

    public required string ReasonNotReset { get; init; }

    public required string ReasonQuiet { get; init; }

    public string Of(AlertKind kind) => kind switch
    {
        AlertKind.Above => Above,
        AlertKind.Below => Below,
        AlertKind.Changed => Changed,
        AlertKind.First => First,
        AlertKind.Silent => Silent,
        AlertKind.Matches => Matches,
        AlertKind.Overdue => Overdue,
        AlertKind.OverdueCommitments => OverdueCommitments,
        _ => Stale,
    };

    public string Of(AlertOutcome outcome) => outcome switch
    {
        AlertOutcome.First => OutcomeFirst,
        AlertOutcome.NotMet => OutcomeNotMet,
        AlertOutcome.Sent => OutcomeSent,
        AlertOutcome.Suppressed => OutcomeSuppressed,
        _ => OutcomeFailed,
    };

    public string Of(AlertCause cause) => cause switch
    {
        AlertCause.Import => CauseImport,
        AlertCause.Schedule => CauseSchedule,
        _ => CauseHand,
    };

    /// <summary>The class of the style sheet, by which the list marks a state.</summary>
    public static string ClassOf(AlertOutcome outcome) => outcome switch
    {
        AlertOutcome.Sent => "delivered",
        AlertOutcome.Suppressed => "waiting",
        AlertOutcome.Failed => "failed",
        _ => "skipped",
    };

    /// <summary>The reason in words. A failure stays as it is.</summary>
    public string ReasonOf(string reason) => reason switch
    {
        AlertDecision.NotReset => ReasonNotReset,
        AlertDecision.Quiet => ReasonQuiet,
        _ => reason,
    };

    /// <summary>The caption of a field of the form; null for other fields.</summary>
    public string? FieldCaption(string field) => field switch
    {
        "name" => Name,
        "kind" => Condition,
        "to" => Mails,
        "webhooks" => Webhooks,
        "quietHours" => QuietTime,
        _ => null,
    };
}
