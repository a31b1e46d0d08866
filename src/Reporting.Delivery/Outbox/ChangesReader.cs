namespace Reporting.Delivery.Outbox;

/// <summary>
/// Finds what changed since the last mail of a subscription to the same recipient. Both mails show what the recipient may see, so the comparison does too.
/// </summary>
public sealed class ChangesReader(OutboxStore outbox, PreparedStore prepared)
{
    public Task<EngagementChanges?> OfAsync(MailDelivery delivery, PreparedMail mail, CancellationToken cancellationToken) =>
        OfAsync(delivery, mail.GroupKey, () => prepared.EngagementsAsync(mail.Id, cancellationToken), cancellationToken);

    /// <summary>
    /// Null for the first mail, and after a change of the report, the parameters, the access rights or the period. Then the two mails do not show the same thing.
    /// </summary>
    /// <param name="engagements">Reads those of the new mail. They are large, so they are read only if there is an earlier mail to compare.</param>
    public async Task<EngagementChanges?> OfAsync(MailDelivery delivery, string groupKey, Func<Task<MailedEngagements?>> engagements, CancellationToken cancellationToken) =>
        await outbox.FindLastEngagementsAsync(delivery, cancellationToken) is { Engagements: { } packed } last
        && last.GroupKey == groupKey
        && await engagements() is { } now
        && MailedEngagements.Unpack(packed) is var before
        && (before.Form, before.Filters) == (now.Form, now.Filters)
            ? EngagementChanges.Between(before, now, last.Due)
            : null;
}
