namespace Reporting.Warehouse.Imports.Records;

/// <summary>Kinds of relations between engagements (decision 0061).</summary>
public static class RelationKinds
{
    public const string Implements = "implements";
    public const string FollowsUp = "follows-up";
    public const string Amends = "amends";
    public const string Replaces = "replaces";
    public const string Cancels = "cancels";

    public static readonly IReadOnlyList<string> All = [Implements, FollowsUp, Amends, Replaces, Cancels, "prepares"];

    /// <summary>Kinds that lead back to no engagement: what is replaced replaces none of its successors.</summary>
    public static readonly IReadOnlyList<string> Acyclic = [Implements, Replaces];

    /// <summary>Kinds that follow from an agreement.</summary>
    public static readonly IReadOnlyList<string> FollowUps = [Implements, FollowsUp, Amends];
}
