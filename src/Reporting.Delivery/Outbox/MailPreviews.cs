using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>Shows what would be sent. A preview uses the viewer's own access rights, so it never shows more than the viewer may see.</summary>
public sealed class MailPreviews(SubscriptionService subscriptions, MailPreparer preparer, RecipientIdentityResolver identities, OutboxEntries entries, ChangesReader changes, MailComposer composer, TimeProvider time)
{
    // A reserved domain, to which no mail is sent (RFC 2606).
    private static readonly Recipients Placeholder = new(["preview@example.invalid"], [], []);

    /// <summary>The mail of a definition that is not stored yet, with the viewer as its owner. Its recipients may still be missing.</summary>
    public Task<Outcome<MailPreview>> OfAsync(SubscriptionDefinition definition, Caller viewer, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var draft = new Subscription
        {
            Id = Guid.NewGuid().ToString("N"),
            Owner = viewer.Name,
            OwnerRoles = SubscriptionService.RolesOf(viewer),
            Definition = definition with { Recipients = Placeholder, PerRecipient = new Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>(), OnBehalfOf = RunAs.Owner },
            State = SubscriptionState.Active,
            PlannedUntil = now,
            CreatedAt = now,
            ChangedAt = now,
        };
        return OfAsync(draft, null, viewer, cancellationToken);
    }

    /// <param name="recipient">Null for the first recipient.</param>
    public async Task<Outcome<MailPreview>> OfAsync(Subscription subscription, string? recipient, Caller viewer, CancellationToken cancellationToken)
    {
        var address = recipient?.Trim().ToLowerInvariant() ?? subscription.Definition.Recipients.All().First().Address;
        if (subscription.Definition.Recipients.All().All(r => r.Address != address))
        {
            return new Problem(
                ErrorCodes.BadRecipients, $"'{SafeText.Of(address)}' is not a recipient of this subscription.",
                NearestName.Hint(address, subscription.Definition.Recipients.All().Select(r => r.Address), "Omit the recipient to preview the first one."));
        }

        // Use the next due time, at which relative periods are resolved.
        var next = subscriptions.NextDue(subscription).FirstOrDefault();
        var delivery = (next is null ? entries.ByHand(subscription, time.GetUtcNow()) : entries.Of(subscription, next, 0)).First(c => c.Recipient == address);
        var resolved = await identities.OfAsync(subscription, address, cancellationToken);
        if (!resolved.IsValue(out var identity, out var problem))
        {
            return NotSent(problem);
        }

        if (!(await preparer.PreviewAsync(subscription, delivery, viewer, cancellationToken)).IsValue(out var prepared, out problem))
        {
            return problem.Kind == ProblemKind.Unavailable ? problem : NotSent(problem);
        }

        var mail = await composer.WriteAsync(
            subscription, delivery, prepared.Mail, prepared.Contents, await changes.OfAsync(delivery, prepared.Mail.GroupKey, () => Task.FromResult(prepared.Engagements), cancellationToken));
        var reason = prepared.Mail.IsEmpty ? "The report is empty, and an empty report is not sent."
            : identity.Viewer.Key != viewer.Key ? "The recipient may see other data than you. This preview shows your data; the mail will show the recipient's data."
            : null;
        return new MailPreview(address, delivery.Due, !prepared.Mail.IsEmpty, reason, mail, prepared.Mail.DataVersion, prepared.Mail.Rows);

        MailPreview NotSent(Problem why) => new(address, delivery.Due, false, $"{why.Code}: {why.Message} {why.Hint}", null, null, null);
    }
}

/// <summary>The mail that one recipient would get.</summary>
/// <param name="Reason">Why the mail would not be sent, or why it may differ for the recipient; otherwise null.</param>
/// <param name="Mail">Null if it cannot be made.</param>
public sealed record MailPreview(string Recipient, DateTimeOffset Due, bool WouldSend, string? Reason, ComposedMail? Mail, long? DataVersion, long? Rows);
