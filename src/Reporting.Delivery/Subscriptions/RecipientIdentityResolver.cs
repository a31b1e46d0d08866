using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Subscriptions;

/// <summary>
/// With whose eyes a mail is made. A recipient is who the keys of that name say (a key named like the address), else anonymous. Who has only revoked or
/// expired keys gets nothing, and neither does anybody by a subscription whose owner is gone.
/// </summary>
public sealed class RecipientIdentityResolver(KeyStore keys, CurrentRoles held, AccessRules access, AnonymousRecipients unnamed, TimeProvider time)
{
    /// <summary>Problems: <c>recipient-unknown</c>, <c>recipient-gone</c>, <c>owner-gone</c>.</summary>
    public async Task<Outcome<(Caller Owner, Caller Eyes)>> OfAsync(Subscription subscription, string recipient, CancellationToken cancellationToken) =>
        (await OwnerAsync(subscription, cancellationToken)).IsValue(out var owner, out var problem)
        && (subscription.Definition.OnBehalfOf == RunAs.Owner ? owner : await RecipientAsync(recipient, cancellationToken)).IsValue(out var eyes, out problem)
            ? (owner, eyes)
            : problem;

    public async Task<Outcome<Caller>> RecipientAsync(string recipient, CancellationToken cancellationToken)
    {
        var named = await keys.NamedAsync(recipient, cancellationToken);
        var valid = named.Where(k => k.IsValidAt(time.GetUtcNow())).ToList();
        if (named.Count > 0 && valid.Count == 0)
        {
            return new Problem(ErrorCodes.RecipientGone, $"The keys of {SafeText.Of(recipient)} were revoked or have expired.", "Remove the recipient, or make a new key of that name.");
        }

        var roles = named.Count > 0 ? [.. valid.SelectMany(k => k.Roles).Distinct().Order(StringComparer.Ordinal)] : unnamed.Roles;
        return access.PermissionsOf(roles).Contains(Permission.Read)
            ? access.CallerOf(recipient, [.. roles])
            : new Problem(
                ErrorCodes.RecipientUnknown, $"Nobody knows what {SafeText.Of(recipient)} may see.",
                "Make a key whose name is the address ('reporting keys create --role reader --name …'), or choose onBehalfOf: owner, which sends what you see.");
    }

    public async Task<Outcome<Caller>> OwnerAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        if (subscription.OwnerRoles is not { } given)
        {
            return Caller.Local;
        }

        var roles = await held.OfAsync(subscription.Owner, given, cancellationToken);
        return access.PermissionsOf(roles).Contains(Permission.Schedule)
            ? access.CallerOf(subscription.Owner, [.. roles])
            : new Problem(ErrorCodes.OwnerGone, $"The owner {SafeText.Of(subscription.Owner)} has no key any more, or may not schedule.", "Somebody else has to make the subscription again.");
    }
}
