namespace Reporting.Warehouse.Members;

/// <summary>The kinds of participants.</summary>
public static class ParticipantKinds
{
    public const string Person = "person";

    public const string Country = "country";

    public static readonly IReadOnlyList<string> Organisations = ["company", "government-body", "armed-force", "research-body", "international-organisation"];

    public static readonly IReadOnlyList<string> All = [Person, .. Organisations, Country];

    /// <summary>True for kinds of organisations. Other participants can act on behalf of them.</summary>
    public static bool IsOrganisation(string kind) => Organisations.Contains(kind, StringComparer.Ordinal);
}
