using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Subscriptions;

/// <summary>
/// Decides whose access rights a mail has. A recipient has the roles of the keys whose name is the address; without such keys, those of anonymous callers.
/// A recipient whose keys were all revoked or have expired gets no mail. A subscription whose owner has no valid key sends no mail.
/// </summary>
public sealed class RecipientIdentityResolver(KeyStore keys, CurrentRoles currentRoles, Reloadable<AccessRules> access, AnonymousRecipients anonymous, TimeProvider time)
{
    /// <summary>Problems: <c>recipient-unknown</c>, <c>recipient-gone</c>, <c>owner-gone</c>.</summary>
    public async Task<Outcome<(Caller Owner, Caller Viewer)>> OfAsync(Subscription subscription, string recipient, CancellationToken cancellationToken) =>
        (await OwnerAsync(subscription, cancellationToken)).IsValue(out var owner, out var problem)
        && (subscription.Definition.OnBehalfOf == RunAs.Owner ? owner : await RecipientAsync(recipient, cancellationToken)).IsValue(out var viewer, out problem)
            ? (owner, viewer)
            : problem;

    /// <summary>A caller under the rules of the model that the calling flow of control holds.</summary>
    public Caller Here(Caller caller) => caller.Roles.Count == 0 ? caller : access.Value.CallerOf(caller.Name, caller.Roles);

    public async Task<Outcome<Caller>> RecipientAsync(string recipient, CancellationToken cancellationToken)
    {
        var named = await keys.NamedAsync(recipient, cancellationToken);
        var valid = named.Where(k => k.IsValidAt(time.GetUtcNow())).ToList();
        if (named.Count > 0 && valid.Count == 0)
        {
            return new Problem(ErrorCodes.RecipientGone, $"The keys of {SafeText.Of(recipient)} were revoked or have expired.", "Remove the recipient, or create a new key with that name.");
        }

        var roles = named.Count > 0 ? [.. valid.SelectMany(k => k.Roles).Distinct().Order(StringComparer.Ordinal)] : anonymous.Roles;
        return access.Value.PermissionsOf(roles).Contains(Permission.Read)
            ? access.Value.CallerOf(recipient, [.. roles])
            : new Problem(
                ErrorCodes.RecipientUnknown, $"The access rights of {SafeText.Of(recipient)} are unknown.",
                "Create a key whose name is the address ('reporting keys create --role reader --name …'). Or set onBehalfOf: owner, which sends the data that you see.");
    }

    public Task<Outcome<Caller>> OwnerAsync(Subscription subscription, CancellationToken cancellationToken) => OwnerAsync(subscription.Owner, subscription.OwnerRoles, cancellationToken);

    /// <param name="ownerRoles">The roles that the owner had; null for the command line.</param>
    public async Task<Outcome<Caller>> OwnerAsync(string owner, IReadOnlyList<string>? ownerRoles, CancellationToken cancellationToken)
    {
        if (ownerRoles is null)
        {
            return Caller.Local;
        }

        var roles = await currentRoles.OfAsync(owner, ownerRoles, cancellationToken);
        return access.Value.PermissionsOf(roles).Contains(Permission.Schedule)
            ? access.Value.CallerOf(owner, [.. roles])
            : new Problem(ErrorCodes.OwnerGone, $"The owner {SafeText.Of(owner)} has no valid key, or may no longer schedule.", "Another person with the permission must create it again.");
    }
}
