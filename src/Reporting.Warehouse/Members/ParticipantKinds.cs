namespace Reporting.Warehouse.Members;

/// <summary>What a participant can be.</summary>
public static class ParticipantKinds
{
    public const string Person = "person";

    public const string Country = "country";

    public static readonly IReadOnlyList<string> Organisations = ["company", "government-body", "armed-force", "research-body", "international-organisation"];

    public static readonly IReadOnlyList<string> All = [Person, .. Organisations, Country];

    /// <summary>True for kinds that can act for themselves as an organisation, and be acted for.</summary>
    public static bool IsOrganisation(string kind) => Organisations.Contains(kind, StringComparer.Ordinal);
}
