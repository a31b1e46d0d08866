namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of the pages about subscriptions.</summary>
public sealed partial record SubscriptionCaptions
{
    public required string New { get; init; }

    public required string Late { get; init; }

    public required string Unconfirmed { get; init; }

    public required string NoneYet { get; init; }

    public required string Name { get; init; }

    public required string Schedule { get; init; }

    public required string NextMail { get; init; }

    public required string LastMail { get; init; }

    public required string NoMailYet { get; init; }

    public required string AndMore { get; init; }

    public required string ChangeOf { get; init; }

    public required string BackToSubscription { get; init; }

    public required string Save { get; init; }

    public required string Cancel { get; init; }

    public required string Report { get; init; }

    public required string Continue { get; init; }

    public required string OtherReport { get; init; }

    public required string Subscribe { get; init; }

    public required string NameHelp { get; init; }

    public required string Content { get; init; }

    public required string Language { get; init; }

    public required string Format { get; init; }

    public required string ExcelWorkbook { get; init; }

    public required string AsLinks { get; init; }

    public required string Recipients { get; init; }

    public required string To { get; init; }

    public required string Cc { get; init; }

    public required string Bcc { get; init; }

    public required string AccessRights { get; init; }

    public required string RightsOfRecipients { get; init; }

    public required string RightsOfOwner { get; init; }

    public required string RightsOfMine { get; init; }

    public required string TimeZone { get; init; }

    public required string SkipWhenEmpty { get; init; }

    public required string SkipWhenUnchanged { get; init; }

    public required string PausedHelp { get; init; }

    public required string Text { get; init; }

    public required string Subject { get; init; }

    public required string SubjectHelp { get; init; }

    public required string Introduction { get; init; }

    public required string NotSaved { get; init; }

    public required string State { get; init; }

    /// <summary>{1}: a language.</summary>
    public required string FormatsIn { get; init; }

    /// <summary>{0}: a schedule; {1}: a time zone.</summary>
    public required string Zoned { get; init; }

    public required string Starts { get; init; }

    public required string Ends { get; init; }

    public required string OptedOut { get; init; }

    public required string OfOwner { get; init; }

    public required string OfRecipients { get; init; }

    public required string Preview { get; init; }

    public required string Change { get; init; }

    public required string SendNow { get; init; }

    public required string Pause { get; init; }

    public required string Resume { get; init; }

    public required string Delete { get; init; }

    public required string NextMails { get; init; }

    public required string NoNextMail { get; init; }

    public required string History { get; init; }

    public required string NoMails { get; init; }

    public required string Due { get; init; }

    public required string DueUtc { get; init; }

    public required string Recipient { get; init; }

    public required string Reason { get; init; }

    public required string Actions { get; init; }

    public required string Notice { get; init; }

    public required string ByHand { get; init; }

    public required string AfterAttempts { get; init; }

    public required string Resend { get; init; }

    public required string ResendTo { get; init; }

    public required string MarkArrived { get; init; }

    public required string MarkArrivedTo { get; init; }
}
