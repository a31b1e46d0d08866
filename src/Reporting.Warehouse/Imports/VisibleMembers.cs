namespace Reporting.Warehouse.Imports;

/// <summary>Of which members that were there before an importer may be told more than that a code is taken: what looks like them, and where they are at home. By their codes.</summary>
public sealed record VisibleMembers(Func<string, bool> Domain, Func<string, bool> Type, Func<string, bool> Participant)
{
    public static readonly VisibleMembers All = new(_ => true, _ => true, _ => true);
}
