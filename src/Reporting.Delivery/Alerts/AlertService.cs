using Microsoft.Extensions.Options;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Alerts;

/// <summary>Operations of owners on their alerts. Alerts of other owners are reported as unknown.</summary>
public sealed class AlertService(AlertStore store, AlertDefinitionCheck check, AlertReader reader, AlertRunner runner, SubscriptionStore subscriptions, RecipientIdentityResolver identities, TimeProvider time, IOptions<AlertOptions> options)
{
    public async Task<Outcome<Alert>> AddAsync(AlertDefinition requested, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await check.CheckAsync(requested, caller, cancellationToken)).IsValue(out var definition, out var problem))
        {
            return problem;
        }

        if ((await store.ListAsync(caller.Name, cancellationToken)).Count >= options.Value.MaxPerOwner)
        {
            return AlertProblems.Bad($"You have {options.Value.MaxPerOwner} alerts already (Alerts:MaxPerOwner).", "Delete one that you no longer need.");
        }

        var now = time.NowInSeconds();
        var alert = new Alert
        {
            Id = Guid.NewGuid().ToString("N"),
            Owner = caller.Name,
            OwnerRoles = SubscriptionService.RolesOf(caller),
            Definition = definition,
            State = AlertState.Active,
            NextCheck = AlertRunner.NextDue(definition, now),
            CreatedAt = now,
            ChangedAt = now,
        };
        await store.AddAsync(alert, cancellationToken);
        return alert;
    }

    /// <summary>The items that an alert would find now, as the caller sees them. Recipients may be missing.</summary>
    public async Task<Outcome<AlertFinding>> PreviewAsync(AlertDefinition requested, Caller caller, CancellationToken cancellationToken) =>
        check.QuestionProblem(requested) is { } problem ? problem : await reader.ReadAsync(requested, null, caller, isStored: false, cancellationToken);

    /// <summary>All problems that adding or changing would have, for a form.</summary>
    public Task<IReadOnlyList<Problem>> ProblemsOfAsync(AlertDefinition requested, Caller caller, CancellationToken cancellationToken) => check.ProblemsOfAsync(requested, caller, cancellationToken);

    /// <summary>Replaces the definition. The owner stays the same. Reported items are not reported again if the alert still watches the same figure or engagements.</summary>
    public async Task<Outcome<Alert>> ChangeAsync(Alert before, AlertDefinition requested, Caller caller, CancellationToken cancellationToken)
    {
        var isOwner = caller.Name == before.Owner;
        if (!(isOwner ? caller : await identities.OwnerAsync(before.Owner, before.OwnerRoles, cancellationToken)).IsValue(out var owner, out var problem)
            || !(await check.CheckAsync(requested, owner, cancellationToken)).IsValue(out var definition, out problem))
        {
            return problem;
        }

        // A recipient who unsubscribed and is added again receives messages again.
        foreach (var added in definition.Recipients.Except(before.Definition.Recipients))
        {
            await subscriptions.OptInAsync(before.Id, added, cancellationToken);
        }

        var (now, same) = (time.NowInSeconds(), definition.WatchesLike(before.Definition));
        return await SaveAsync(before with
        {
            OwnerRoles = isOwner ? SubscriptionService.RolesOf(caller) : before.OwnerRoles,
            Definition = definition,
            NextCheck = AlertRunner.NextDue(definition, now),
            CheckedVersion = same ? before.CheckedVersion : null,
            Memory = same ? before.Memory : null,
            ChangedAt = now,
        }, cancellationToken);
    }

    /// <summary>Pauses or resumes. The next check reports what began during the pause and is still met.</summary>
    public async Task<Outcome<Alert>> PauseAsync(Alert before, bool paused, CancellationToken cancellationToken)
    {
        var state = paused ? AlertState.Paused : AlertState.Active;
        return before.State == state ? before : await SaveAsync(before with { State = state, ChangedAt = time.NowInSeconds() }, cancellationToken);
    }

    /// <summary>Checks an alert now. Problems: <c>alert-changed</c> if it is being checked.</summary>
    public async Task<Outcome<AlertCheck>> CheckNowAsync(Alert alert, CancellationToken cancellationToken) =>
        await store.ClaimAsync($"{Environment.ProcessId}-{Guid.NewGuid():N}", alert.Id, cancellationToken) is { } claimed && await runner.RunAsync(claimed, AlertCause.Hand, cancellationToken) is { } made
            ? made
            : AlertProblems.Changed;

    public Task<bool> DeleteAsync(Alert alert, CancellationToken cancellationToken) => store.DeleteAsync(alert.Id, cancellationToken);

    /// <param name="seesAll">True for administrators.</param>
    public Task<IReadOnlyList<Alert>> ListAsync(Caller caller, bool seesAll, CancellationToken cancellationToken) => store.ListAsync(seesAll ? null : caller.Name, cancellationToken);

    public async Task<Outcome<Alert>> FindAsync(string id, Caller caller, bool seesAll, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } found && (seesAll || found.Owner == caller.Name) ? found : AlertProblems.Unknown;

    private async Task<Outcome<Alert>> SaveAsync(Alert next, CancellationToken cancellationToken) =>
        await store.ChangeAsync(next, cancellationToken) ? next with { Changes = next.Changes + 1 } : AlertProblems.Changed;
}
