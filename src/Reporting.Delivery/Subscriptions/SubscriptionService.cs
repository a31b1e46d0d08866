using Reporting.Delivery.Schedules;
using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Subscriptions;

/// <summary>Subscriptions as their owners see them: what is not theirs is not there.</summary>
public sealed class SubscriptionService(SubscriptionStore store, SubscriptionCheck check, RecipientIdentityResolver callers, TimeProvider time)
{
    private const int DuesShown = 5;

    // As exact as the database is.
    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>Takes a subscription in; it is due from now on, or from its first day.</summary>
    public async Task<Outcome<Subscription>> AddAsync(SubscriptionDefinition asked, Caller caller, CancellationToken cancellationToken)
    {
        if (!check.Check(asked, caller).IsValue(out var right, out var problem))
        {
            return problem;
        }

        var now = Now;
        var subscription = Due(right, new Subscription
        {
            Id = Guid.NewGuid().ToString("N"),
            Owner = caller.Name,
            OwnerRoles = RolesOf(caller),
            Definition = right.Definition,
            State = SubscriptionState.Active,
            PlannedUntil = now,
            CreatedAt = now,
            ChangedAt = now,
        });
        if (await RefuseAsync(subscription, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await store.AddAsync(subscription, cancellationToken);
        return subscription;
    }

    /// <summary>Another definition in place of the one that there is. It stays its owner's, whoever changes it, and shows what the owner may see.</summary>
    public async Task<Outcome<Subscription>> ChangeAsync(Subscription before, SubscriptionDefinition asked, Caller caller, CancellationToken cancellationToken)
    {
        var isOwner = caller.Name == before.Owner;
        if (!(isOwner ? caller : await callers.OwnerAsync(before, cancellationToken)).IsValue(out var owner, out var problem)
            || !check.Check(asked, owner).IsValue(out var right, out problem))
        {
            return problem;
        }

        var now = Now;
        var subscription = Due(right, before with
        {
            OwnerRoles = isOwner ? RolesOf(caller) : before.OwnerRoles,
            Definition = right.Definition,
            State = before.State == SubscriptionState.Paused ? SubscriptionState.Paused : SubscriptionState.Active,
            PlannedUntil = now,
            ChangedAt = now,
        });
        if (await RefuseAsync(subscription, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        // Who is named anew by the owner has not opted out of what it is now; who stays has.
        foreach (var added in right.Definition.Recipients.All().Select(r => r.Address).Except(before.Definition.Recipients.All().Select(r => r.Address)))
        {
            await store.OptInAsync(before.Id, added, cancellationToken);
        }

        return await store.ChangeAsync(subscription, cancellationToken) ? subscription with { Changes = subscription.Changes + 1 } : SubscriptionProblems.Changed;
    }

    /// <summary>While it is paused nothing is due, and nothing of that time is caught up.</summary>
    public async Task<Outcome<Subscription>> PauseAsync(Subscription before, bool paused, CancellationToken cancellationToken)
    {
        var state = paused ? SubscriptionState.Paused : SubscriptionState.Active;
        if (before.State == state)
        {
            return before;
        }

        var now = Now;
        var next = before with { State = state, ChangedAt = now, PlannedUntil = paused ? before.PlannedUntil : now };
        if (!paused)
        {
            if (!ScheduleReader.Read(before.Definition.Schedule, before.Definition.TimeZone).IsValue(out var schedule, out var problem))
            {
                return problem;
            }

            next = Due(new ValidatedSubscription(before.Definition, schedule), next);
        }

        return await store.ChangeAsync(next, cancellationToken) ? next with { Changes = next.Changes + 1 } : SubscriptionProblems.Changed;
    }

    public Task<bool> DeleteAsync(Subscription subscription, CancellationToken cancellationToken) => store.DeleteAsync(subscription.Id, cancellationToken);

    /// <param name="seesAll">True for administrators.</param>
    public Task<IReadOnlyList<Subscription>> ListAsync(Caller caller, bool seesAll, CancellationToken cancellationToken) => store.ListAsync(seesAll ? null : caller.Name, cancellationToken);

    public async Task<Outcome<Subscription>> FindAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } found && (seesAll || found.Owner == caller.Name) ? found : SubscriptionProblems.Unknown;

    /// <summary>The next due times, five at most; none while it is paused.</summary>
    public IReadOnlyList<Occurrence> NextDue(Subscription subscription) =>
        subscription.State == SubscriptionState.Active && ScheduleReader.Read(subscription.Definition.Schedule, subscription.Definition.TimeZone).IsValue(out var schedule, out _)
            ? [.. DuePlan.Due(subscription.Definition, schedule, time.GetUtcNow()).Take(DuesShown)]
            : [];

    public Task<IReadOnlyList<string>> OptedOutAsync(Subscription subscription, CancellationToken cancellationToken) => store.OptedOutAsync(subscription.Id, cancellationToken);

    private static IReadOnlyList<string>? RolesOf(Caller caller) => ReferenceEquals(caller, Caller.Local) ? null : caller.Roles;

    private static Subscription Due(ValidatedSubscription right, Subscription subscription)
    {
        var next = DuePlan.Due(right.Definition, right.Schedule, subscription.PlannedUntil).FirstOrDefault()?.Due;
        return subscription with { NextDue = next, State = next is null ? SubscriptionState.Ended : subscription.State };
    }

    private async Task<Problem?> RefuseAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        foreach (var (recipient, _) in subscription.Definition.Recipients.All())
        {
            if ((await callers.OfAsync(subscription, recipient, cancellationToken)).Problem is { } problem)
            {
                return problem;
            }
        }

        return null;
    }
}
