using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Api.Engagements;

/// <summary>Follows the relations of an engagement to others, and theirs, so that its page shows what led to it and what came of that. Each step obeys row rules.</summary>
internal sealed class RelationSteps(EngagementRunner runner)
{
    private const int MaxDepth = 3;
    private const int MaxEngagements = 12;

    /// <summary>The relations among others that lead on from those of the engagement, the oldest first.</summary>
    public async Task<IReadOnlyList<RelationStep>> ReadAsync(ListedEngagement engagement, string language, Caller caller, DataVersion version, CancellationToken cancellationToken)
    {
        var (seen, steps) = (new HashSet<string>(StringComparer.Ordinal) { engagement.Code }, new Dictionary<(string, string, string), RelationStep>());
        var next = Codes(engagement);
        for (var depth = 1; depth <= MaxDepth; depth++)
        {
            var now = next.Where(code => seen.Count <= MaxEngagements && seen.Add(code)).ToList();
            if (now.Count == 0 || !(await runner.FindAsync(now, language, caller, version, asStated: false, cancellationToken)).IsValue(out var found, out _))
            {
                break;
            }

            next = [];
            foreach (var of in found.Engagements.OrderBy(e => now.IndexOf(e.Code)))
            {
                foreach (var relation in (of.Relations ?? []).Where(r => r.Code != engagement.Code))
                {
                    // Both ends tell of a relation; it is one step.
                    var key = relation.Direction == ListedRelation.To ? (of.Code, relation.Kind, relation.Code) : (relation.Code, relation.Kind, of.Code);
                    steps.TryAdd(key, new RelationStep(TimelineMark.Of(of), relation));
                }

                next = [.. next, .. Codes(of)];
            }
        }

        return [.. steps.Values.OrderBy(s => s.Engagement.Start.Key == 0).ThenBy(s => s.Engagement.Start.Key).ThenBy(s => s.Engagement.Code, StringComparer.Ordinal)];
    }

    private static List<string> Codes(ListedEngagement engagement) => [.. (engagement.Relations ?? []).Select(r => r.Code).Distinct(StringComparer.Ordinal)];
}

/// <summary>A relation between two other engagements.</summary>
/// <param name="Engagement">From which the relation is told.</param>
public sealed record RelationStep(TimelineMark Engagement, ListedRelation Relation)
{
    /// <summary>Both engagements on a timeline.</summary>
    public IEnumerable<TimelineMark> Marks => [Engagement, new TimelineMark(Relation.Code, Relation.Title, Relation.StartLabel, Relation.Start)];
}
