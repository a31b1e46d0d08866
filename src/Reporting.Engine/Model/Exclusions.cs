namespace Reporting.Engine.Model;

/// <summary>Engagements that a query leaves out unless it names the dimension <c>status</c> or <c>review</c> (decisions 0060 and 0069).</summary>
[Flags]
public enum Exclusions
{
    None = 0,

    /// <summary>Engagements that are planned, postponed or cancelled.</summary>
    NotHeld = 1,

    /// <summary>Engagements that were not reviewed yet.</summary>
    Drafts = 2,

    All = NotHeld | Drafts,
}
