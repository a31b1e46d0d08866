using Reporting.Engine.Engagements;

namespace Reporting.Engine.Changes;

/// <summary>The net change of an engagement between two data versions, as a caller may see it.</summary>
/// <param name="Fields">Old and new values; empty for new and withdrawn engagements, and where only members were corrected.</param>
/// <param name="Engagement">As it is now; null if it was withdrawn.</param>
public sealed record EngagementChange(string Code, ChangeKind Kind, IReadOnlyList<FieldChange> Fields, ListedEngagement? Engagement);

/// <summary>The kind of change of an engagement.</summary>
public enum ChangeKind
{
    New,

    /// <summary>Some of its own fields changed; its links may have changed too.</summary>
    Corrected,

    /// <summary>Only its links changed: domains with weights, participants, sources, relations to others.</summary>
    Recoded,

    /// <summary>It is as it was, but names or other attributes of its members were corrected.</summary>
    Members,

    Withdrawn,
}

/// <summary>A field of an engagement or of a member, with the values before and after.</summary>
/// <param name="Field">The name of the field in the engagement.</param>
public sealed record FieldChange(string Field, object? Old, object? New);
