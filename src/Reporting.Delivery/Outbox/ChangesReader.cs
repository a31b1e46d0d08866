namespace Reporting.Delivery.Outbox;

/// <summary>
/// Finds what changed since the last mail of a subscription to the same recipient. Both mails show what the recipient may see, so the comparison does too.
/// </summary>
public sealed class ChangesReader(OutboxStore outbox, PreparedStore prepared)
{
    public async Task<EngagementChanges?> OfAsync(MailDelivery delivery, PreparedMail mail, CancellationToken cancellationToken) =>
        await OfAsync(delivery, mail.GroupKey, await prepared.EngagementsAsync(mail.Id, cancellationToken), cancellationToken);

    /// <summary>
    /// Null for the first mail, and after a change of the report, the parameters, the access rights or the period. Then the two mails do not show the same thing.
    /// </summary>
    public async Task<EngagementChanges?> OfAsync(MailDelivery delivery, string groupKey, MailedEngagements? now, CancellationToken cancellationToken) =>
        now is not null
        && await outbox.PreviousAsync(delivery, cancellationToken) is { } last
        && last.GroupKey == groupKey
        && MailedEngagements.Unpack(last.Engagements) is { } before
        && (before.Form, before.Filters) == (now.Form, now.Filters)
            ? EngagementChanges.Between(before, now, last.Due)
            : null;
}
