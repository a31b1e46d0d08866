namespace Reporting.Warehouse.Imports.Records;

/// <summary>What an engagement has to do with another (decision 0061).</summary>
public static class RelationKinds
{
    public const string Implements = "implements";
    public const string Replaces = "replaces";

    public static readonly IReadOnlyList<string> All = [Implements, "follows-up", "amends", Replaces, "cancels", "prepares"];

    /// <summary>Kinds that lead back to no engagement: what is replaced replaces none of its successors.</summary>
    public static readonly IReadOnlyList<string> Acyclic = [Implements, Replaces];
}
