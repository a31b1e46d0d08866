using System.Runtime.CompilerServices;
using System.Text.Json;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;

namespace Reporting.Engine.Changes;

/// <summary>Compares some engagements with their old states.</summary>
internal sealed class ChangesBatch(PlannedScope rules, Visibility visible, Snapshot snapshot, SqlDialect dialect, EngagementReader engagements, EngagementOrder order)
{
    private readonly ShownStates _ruled = new(rules, dialect, snapshot.Plan.Id, snapshot.Connection);
    private readonly ShownStates _shown = new(rules, dialect, snapshot.Plan.Id, snapshot.Connection, excludes: snapshot.Plan.Excludes);
    private readonly ShownStates? _filtered = snapshot.Plan.Filters.Count == 0 ? null : new(rules, dialect, snapshot.Plan.Id, snapshot.Connection, snapshot.Plan.Filters);

    /// <param name="handlings">Collects the handling of the states whose values are shown.</param>
    public async IAsyncEnumerable<EngagementChange> ReadAsync(IReadOnlyList<Candidate> candidates, HashSet<string> handlings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kept = _filtered is null ? null : await KeptAsync(_filtered, candidates, cancellationToken);
        var states = candidates.Where(c => c.Existed == 1).ToList();
        var old = await ReadAsync(states, c => c.OldKey!.Value, Past(states.Select(c => (c.OldVersion!.Value, c.OldKey!.Value))), kept, handlings, cancellationToken);
        var now = await ReadAsync([.. candidates.Where(c => c.CurrentKey is not null)], c => c.CurrentKey!.Value, null, kept, handlings, cancellationToken);
        var last = await LastShownAsync([.. candidates.Where(c => c.CurrentKey is null && old.ContainsKey(c.Code))], cancellationToken);
        last.UnionWith(await NoLongerCountedAsync([.. candidates.Where(c => c.CurrentKey is not null && old.ContainsKey(c.Code) && !now.ContainsKey(c.Code))], cancellationToken));
        foreach (var candidate in candidates.Where(c => kept?.Contains(c.Code) != false))
        {
            if (Change(candidate, old.GetValueOrDefault(candidate.Code), now.GetValueOrDefault(candidate.Code), last) is { } change)
            {
                yield return change;
            }
        }
    }

    // Those that meet the filters in one state or the other.
    private async Task<HashSet<string>> KeptAsync(ShownStates filtered, IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        var now = await filtered.KeysAsync(null, [.. candidates.Select(c => c.CurrentKey).OfType<int>()], cancellationToken);
        var states = candidates.Where(c => c.Existed == 1).Select(c => (c.OldVersion!.Value, c.OldKey!.Value)).ToList();
        var old = states.Count == 0 ? [] : await filtered.KeysAsync(Past(states), [.. states.Select(s => s.Item2)], cancellationToken);
        return [.. candidates.Where(c => (c.CurrentKey is { } key && now.ContainsKey(key)) || (c.Existed == 1 && old.ContainsKey(c.OldKey!.Value))).Select(c => c.Code)];
    }

    private static EngagementChange? Change(Candidate candidate, ListedEngagement? old, ListedEngagement? now, HashSet<string> last)
    {
        if (now is null)
        {
            // An engagement that is hidden today is not named, nor one that was hidden when it was withdrawn.
            return old is not null && last.Contains(candidate.Code) ? new EngagementChange(candidate.Code, ChangeKind.Withdrawn, [], null) : null;
        }

        if (candidate.OldVersion is not null || candidate.Touched == 0)
        {
            if (old is null)
            {
                // One that the caller could not see before looks new.
                return new EngagementChange(candidate.Code, ChangeKind.New, [], now);
            }

            if (EngagementDifference.Between(old, now) is { } difference)
            {
                return new EngagementChange(candidate.Code, difference.Kind, difference.Fields, now);
            }
        }

        return candidate.Touched == 1 ? new EngagementChange(candidate.Code, ChangeKind.Members, [], now) : null;
    }

    // All candidates count for the handling. Those that the filters leave out are not read.
    private async Task<Dictionary<string, ListedEngagement>> ReadAsync(
        IReadOnlyList<Candidate> candidates, Func<Candidate, int> keyOf, PastStar? past, HashSet<string>? kept, HashSet<string> handlings, CancellationToken cancellationToken)
    {
        var shown = await _shown.KeysAsync(past, [.. candidates.Select(keyOf)], cancellationToken);
        handlings.UnionWith(shown.Values);
        List<int> keys = [.. candidates.Where(c => kept?.Contains(c.Code) != false).Select(keyOf).Where(shown.ContainsKey)];
        return keys.Count == 0 ? [] : (await engagements.StatesAsync(snapshot.Plan, visible, order, keys, past, snapshot.Connection, cancellationToken)).ToDictionary(e => e.Code, StringComparer.Ordinal);
    }

    private async Task<HashSet<string>> LastShownAsync(IReadOnlyList<Candidate> withdrawn, CancellationToken cancellationToken)
    {
        if (rules.IsEverything || withdrawn.Count == 0)
        {
            return [.. withdrawn.Select(c => c.Code)];
        }

        var shown = await _ruled.KeysAsync(Past([.. withdrawn.Select(c => (c.LastVersion!.Value, c.LastKey!.Value))]), [.. withdrawn.Select(c => c.LastKey!.Value)], cancellationToken);
        return [.. withdrawn.Where(c => shown.ContainsKey(c.LastKey!.Value)).Select(c => c.Code)];
    }

    // Row rules still show these, but they do not count any more: they were postponed or cancelled, or are drafts again.
    private async Task<IEnumerable<string>> NoLongerCountedAsync(IReadOnlyList<Candidate> left, CancellationToken cancellationToken)
    {
        if (snapshot.Plan.Excludes == Exclusions.None || left.Count == 0)
        {
            return [];
        }

        var shown = await _ruled.KeysAsync(null, [.. left.Select(c => c.CurrentKey!.Value)], cancellationToken);
        return left.Where(c => shown.ContainsKey(c.CurrentKey!.Value)).Select(c => c.Code);
    }

    private PastStar Past(IEnumerable<(int Version, int Key)> states) => PastStar.Of(JsonSerializer.Serialize(states.Select(s => new[] { s.Version, s.Key })), dialect);
}
