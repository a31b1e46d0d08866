using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>Shows what would be sent, with the eyes of whoever looks: a look ahead shows nobody more than they may see.</summary>
public sealed class MailPreviews(SubscriptionService book, MailPreparer preparer, RecipientIdentityResolver callers, OutboxEntries entries, MailComposer letters, TimeProvider time)
{
    /// <param name="recipient">Null for the first.</param>
    public async Task<Outcome<MailPreview>> OfAsync(Subscription subscription, string? recipient, Caller looker, CancellationToken cancellationToken)
    {
        var address = recipient?.Trim().ToLowerInvariant() ?? subscription.Definition.Recipients.All().First().Address;
        if (subscription.Definition.Recipients.All().All(r => r.Address != address))
        {
            return new Problem(
                ErrorCodes.BadRecipients, $"'{SafeText.Of(address)}' is no recipient of this subscription.",
                NearestName.Hint(address, subscription.Definition.Recipients.All().Select(r => r.Address), "Leave the recipient out to see the first one's."));
        }

        // As of its next due time: relative periods are resolved then.
        var next = book.NextDue(subscription).FirstOrDefault();
        var copy = (next is null ? entries.ByHand(subscription, time.GetUtcNow()) : entries.Of(subscription, next, 0)).First(c => c.Recipient == address);
        var of = await callers.OfAsync(subscription, address, cancellationToken);
        if (!of.IsValue(out var seen, out var problem))
        {
            return Nothing(problem);
        }

        if (!(await preparer.PreviewAsync(subscription, copy, looker, cancellationToken)).IsValue(out var prepared, out problem))
        {
            return problem.Kind == ProblemKind.Unavailable ? problem : Nothing(problem);
        }

        var mail = await letters.WriteAsync(subscription, copy, prepared.Mail, prepared.Contents);
        var reason = prepared.Mail.IsEmpty ? "Nothing matches: the report is empty, and an empty report is not sent."
            : seen.Eyes.Key != looker.Key ? "The recipient may see other data than you: this is made with your eyes, theirs will be made with theirs."
            : null;
        return new MailPreview(address, copy.Due, !prepared.Mail.IsEmpty, reason, mail, prepared.Mail.DataVersion, prepared.Mail.Rows);

        MailPreview Nothing(Problem why) => new(address, copy.Due, false, $"{why.Code}: {why.Message} {why.Hint}", null, null, null);
    }
}

/// <summary>What would be sent to one recipient.</summary>
/// <param name="Reason">Why it would not be sent, or why the recipient may get something else than is shown; null where neither is so.</param>
/// <param name="Mail">Null where it cannot be made.</param>
public sealed record MailPreview(string Recipient, DateTimeOffset Due, bool WouldSend, string? Reason, ComposedMail? Mail, long? DataVersion, long? Rows);
