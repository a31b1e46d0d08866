using Reporting.Engine.Engagements;

namespace Reporting.Engine.Changes;

/// <summary>The fields in which two states of an engagement differ, as a caller sees both. Masked fields are equal.</summary>
internal static class EngagementDifference
{
    private static readonly (string Name, Func<ListedEngagement, object?> Value)[] Own =
    [
        ("title", e => e.Title), ("summary", e => e.Summary), ("startDate", e => e.StartDate), ("startLabel", e => e.StartLabel), ("endDate", e => e.EndDate), ("endLabel", e => e.EndLabel),
        ("type", e => e.Type), ("category", e => e.Category), ("city", e => e.City), ("placeCountry", e => e.PlaceCountry), ("handling", e => e.Handling), ("status", e => e.Status), ("review", e => e.Review), ("confidence", e => e.Confidence),
        ("headcount", e => e.Headcount), ("amountUsd", e => e.AmountUsd),
    ];

    public static (ChangeKind Kind, IReadOnlyList<FieldChange> Fields)? Between(ListedEngagement old, ListedEngagement now)
    {
        var own = Own.Select(f => new FieldChange(f.Name, f.Value(old), f.Value(now))).Where(f => !Equals(f.Old, f.New)).ToList();
        List<FieldChange> links = [.. Links("domains", old.Domains, now.Domains), .. Links("participants", old.Participants, now.Participants), .. Links("sources", old.Sources, now.Sources), .. Links("relations", old.RelationStates, now.RelationStates)];
        return own.Count > 0 ? (ChangeKind.Corrected, [.. own, .. links])
            : links.Count > 0 ? (ChangeKind.Recoded, links)
            : null;
    }

    private static IEnumerable<FieldChange> Links<T>(string name, IReadOnlyList<T> old, IReadOnlyList<T> now) => old.SequenceEqual(now) ? [] : [new FieldChange(name, old, now)];
}
