using Reporting.Delivery.Schedules;
using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Subscriptions;

/// <summary>Operations of owners on their subscriptions. Subscriptions of other owners are reported as unknown.</summary>
public sealed class SubscriptionService(SubscriptionStore store, DeletedSubscriptionStore deleted, SubscriptionCheck check, RecipientIdentityResolver identities, TimeProvider time)
{
    private const int MaxNextDue = 5;

    private DateTimeOffset Now => time.NowInSeconds();

    /// <summary>Adds a subscription, which is due from now on or from its first day.</summary>
    public async Task<Outcome<Subscription>> AddAsync(SubscriptionDefinition requested, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await check.CheckAsync(requested, caller, cancellationToken)).IsValue(out var valid, out var problem))
        {
            return problem;
        }

        var now = Now;
        var subscription = Due(valid, new Subscription
        {
            Id = Guid.NewGuid().ToString("N"),
            Owner = caller.Name,
            OwnerRoles = RolesOf(caller),
            Definition = valid.Definition,
            State = SubscriptionState.Active,
            PlannedUntil = now,
            CreatedAt = now,
            ChangedAt = now,
        });
        if (await CheckRecipientsAsync(subscription, cancellationToken) is { } recipientProblem)
        {
            return recipientProblem;
        }

        await store.AddAsync(subscription, cancellationToken);
        return subscription;
    }

    /// <summary>All problems that adding or changing would have, for a form, but those that only storing can find.</summary>
    /// <param name="before">Null for a new subscription.</param>
    public async Task<IReadOnlyList<Problem>> ProblemsOfAsync(SubscriptionDefinition requested, Subscription? before, Caller caller, CancellationToken cancellationToken)
    {
        var isOwner = before is null || caller.Name == before.Owner;
        if (!(isOwner ? caller : await identities.OwnerAsync(before!, cancellationToken)).IsValue(out var owner, out var problem))
        {
            return [problem];
        }

        var found = new List<Problem>(await check.ProblemsOfAsync(requested, owner, cancellationToken));
        if (requested.OnBehalfOf == RunAs.Recipient && found.TrueForAll(p => !p.Is(ErrorCodes.BadAddress)))
        {
            foreach (var (recipient, _) in requested.Recipients.All())
            {
                found.AddRange((await identities.RecipientAsync(recipient.Trim().ToLowerInvariant(), cancellationToken)).Problem is { } unknown ? [unknown] : []);
            }
        }

        return [.. found.DistinctBy(p => (p.Code, p.Message))];
    }

    /// <summary>Replaces the definition. The owner stays the same, so the mails still have the owner's access rights.</summary>
    public async Task<Outcome<Subscription>> ChangeAsync(Subscription before, SubscriptionDefinition requested, Caller caller, CancellationToken cancellationToken)
    {
        var isOwner = caller.Name == before.Owner;
        if (!(isOwner ? caller : await identities.OwnerAsync(before, cancellationToken)).IsValue(out var owner, out var problem)
            || !(await check.CheckAsync(requested, owner, cancellationToken)).IsValue(out var valid, out problem))
        {
            return problem;
        }

        var now = Now;
        var subscription = Due(valid, before with
        {
            OwnerRoles = isOwner ? RolesOf(caller) : before.OwnerRoles,
            Definition = valid.Definition,
            State = before.State == SubscriptionState.Paused ? SubscriptionState.Paused : SubscriptionState.Active,
            PlannedUntil = now,
            ChangedAt = now,
        });
        if (await CheckRecipientsAsync(subscription, cancellationToken) is { } recipientProblem)
        {
            return recipientProblem;
        }

        // A newly added recipient is opted in again. An unchanged recipient stays opted out.
        foreach (var added in valid.Definition.Recipients.All().Select(r => r.Address).Except(before.Definition.Recipients.All().Select(r => r.Address)))
        {
            await store.OptInAsync(before.Id, added, cancellationToken);
        }

        return await store.ChangeAsync(subscription, cancellationToken) ? subscription with { Changes = subscription.Changes + 1 } : SubscriptionProblems.Changed;
    }

    /// <summary>Pauses or resumes. Occurrences during the pause are not caught up.</summary>
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

    /// <summary>Deletes the subscription and its deliveries. It can be restored for some days.</summary>
    public Task<bool> DeleteAsync(Subscription subscription, CancellationToken cancellationToken) => store.DeleteAsync(subscription.Id, cancellationToken);

    /// <summary>Restores a deleted subscription with its opt-outs, as active or paused as it was. Mails that fell due since are not sent.</summary>
    public async Task<Outcome<Subscription>> RestoreAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken)
    {
        if ((await DeletedAsync(caller, seesAll, cancellationToken)).FirstOrDefault(d => d.Subscription.Id == id) is not { } found)
        {
            return SubscriptionProblems.Unknown;
        }

        var now = Now;
        var restored = found.Subscription with { PlannedUntil = now, ChangedAt = now };
        if (restored.State != SubscriptionState.Ended && ScheduleReader.Read(restored.Definition.Schedule, restored.Definition.TimeZone).IsValue(out var schedule, out _))
        {
            restored = Due(new ValidatedSubscription(restored.Definition, schedule), restored);
        }

        return await deleted.RestoreAsync(found, restored, cancellationToken) ? restored : SubscriptionProblems.Unknown;
    }

    /// <summary>The subscriptions that can be restored, the latest deleted first.</summary>
    public Task<IReadOnlyList<DeletedSubscription>> DeletedAsync(Caller caller, bool seesAll, CancellationToken cancellationToken) => deleted.ListAsync(seesAll ? null : caller.Name, cancellationToken);

    /// <param name="seesAll">True for administrators.</param>
    public Task<IReadOnlyList<Subscription>> ListAsync(Caller caller, bool seesAll, CancellationToken cancellationToken) => store.ListAsync(seesAll ? null : caller.Name, cancellationToken);

    public async Task<Outcome<Subscription>> FindAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } found && (seesAll || found.Owner == caller.Name) ? found : SubscriptionProblems.Unknown;

    /// <summary>The next due times, at most five; none while paused.</summary>
    public IReadOnlyList<Occurrence> NextDue(Subscription subscription) => subscription.State == SubscriptionState.Active ? NextDue(subscription.Definition) : [];

    /// <summary>The next due times of a definition, at most five; none if its schedule is not valid.</summary>
    public IReadOnlyList<Occurrence> NextDue(SubscriptionDefinition definition) => ScheduleReader.Read(definition.Schedule, definition.TimeZone).IsValue(out var schedule, out _)
        ? [.. DuePlan.Due(definition, schedule, time.GetUtcNow()).Take(MaxNextDue)]
        : [];

    public Task<IReadOnlyList<string>> OptedOutAsync(Subscription subscription, CancellationToken cancellationToken) => store.OptedOutAsync(subscription.Id, cancellationToken);

    /// <summary>The roles that are kept with what the caller makes; null for the command line.</summary>
    public static IReadOnlyList<string>? RolesOf(Caller caller) => ReferenceEquals(caller, Caller.Local) ? null : caller.Roles;

    private static Subscription Due(ValidatedSubscription valid, Subscription subscription)
    {
        var next = DuePlan.Due(valid.Definition, valid.Schedule, subscription.PlannedUntil).FirstOrDefault()?.Due;
        return subscription with { NextDue = next, State = next is null ? SubscriptionState.Ended : subscription.State };
    }

    private async Task<Problem?> CheckRecipientsAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        foreach (var (recipient, _) in subscription.Definition.Recipients.All())
        {
            if ((await identities.OfAsync(subscription, recipient, cancellationToken)).Problem is { } recipientProblem)
            {
                return recipientProblem;
            }
        }

        return null;
    }
}
