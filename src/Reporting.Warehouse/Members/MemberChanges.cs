using Dapper;
using Reporting.Warehouse.Imports.Staging;

namespace Reporting.Warehouse.Members;

/// <summary>
/// Decides what happens when a file contradicts a known member. The member keeps its value unless the file may correct members. The difference is
/// listed in both cases.
/// </summary>
internal sealed class MemberChanges(bool corrects, VisibleMembers visible)
{
    public const int MaxListed = 1000;

    private const int MaxCounted = 200;

    private static readonly Dictionary<string, string> Counts = new(StringComparer.Ordinal)
    {
        ["participant"] = """
            SELECT COUNT(*) FROM (
                SELECT b.EngagementKey FROM BridgeEngagementParticipant b JOIN DimParticipant p ON p.ParticipantKey = b.ParticipantKey WHERE p.Code = @code
                UNION SELECT b.EngagementKey FROM BridgeEngagementParticipant b JOIN DimParticipant p ON p.ParticipantKey = b.OrganisationKey WHERE p.Code = @code) e
            """,
        ["domain"] = "SELECT COUNT(*) FROM BridgeEngagementDomain b JOIN DimDomain d ON d.DomainKey = b.DomainKey WHERE d.Code = @code",
        ["domain group"] = "SELECT COUNT(DISTINCT b.EngagementKey) FROM BridgeEngagementDomain b JOIN DimDomain d ON d.DomainKey = b.DomainKey WHERE d.GroupCode = @code",
        ["type"] = "SELECT COUNT(*) FROM FactEngagement f JOIN DimEngagementType t ON t.EngagementTypeKey = f.EngagementTypeKey WHERE t.Code = @code",
        ["category"] = "SELECT COUNT(*) FROM FactEngagement f JOIN DimEngagementType t ON t.EngagementTypeKey = f.EngagementTypeKey WHERE t.CategoryCode = @code",
        ["source"] = "SELECT COUNT(*) FROM BridgeEngagementSource b JOIN DimSource s ON s.SourceKey = b.SourceKey WHERE s.Code = @code",
    };

    private readonly Dictionary<(string Dimension, string Code, string Attribute), (string Before, string After, bool IsTaken)> _changes = [];

    /// <summary>Differences beyond the listed ones.</summary>
    public int Omitted { get; private set; }

    public bool Corrects => corrects;

    /// <summary>The value that holds from now on. The file fills in an unknown value.</summary>
    public string? Settle(string dimension, string code, string attribute, string? before, string stated)
    {
        if (stated.Length == 0 || stated == before)
        {
            return before;
        }

        var isTaken = corrects || before is null or "" or UnknownMembers.Code or UnknownMembers.Publisher;
        Add(dimension, code, attribute, before, stated, isTaken);
        return isTaken ? stated : before;
    }

    /// <summary>True when the warehouse keeps its value against the file.</summary>
    public bool Stays(string? before, string stated) => stated.Length > 0 && stated != before && !corrects && before is not (null or "" or UnknownMembers.Code);

    public void Add(string dimension, string code, string attribute, string? before, string? after, bool isTaken)
    {
        var key = (dimension, code, attribute);
        if (!IsVisible(dimension, code) || _changes.ContainsKey(key))
        {
            return;
        }

        if (_changes.Count >= MaxListed)
        {
            Omitted++;
            return;
        }

        _changes.Add(key, (before ?? "", after ?? "", isTaken));
    }

    /// <summary>The listed differences: accepted ones first, then by the number of engagements.</summary>
    public async Task<IReadOnlyList<MemberChange>> ListAsync(ImportSession session)
    {
        var list = new List<MemberChange>(_changes.Count);
        foreach (var ((dimension, code, attribute), (before, after, isTaken)) in _changes)
        {
            // Counts would reveal hidden engagements, so only an importer who sees everything receives them.
            var isOpen = visible == VisibleMembers.All;
            var count = isOpen && list.Count < MaxCounted ? await session.Connection.ExecuteScalarAsync<int>(Counts[dimension], new { code }, session.Transaction) : (int?)null;
            list.Add(new MemberChange(dimension, code, attribute, isOpen || attribute is "name" or "country" ? before : null, after, count, isTaken));
        }

        return [.. list.OrderByDescending(change => change.IsTaken).ThenByDescending(change => change.Engagements)];
    }

    private bool IsVisible(string dimension, string code) => visible == VisibleMembers.All || dimension switch
    {
        "participant" => visible.Participant.Contains(code) && visible.CanNameParticipant(code),
        "domain" => visible.Domain.CanName(code),
        "type" => visible.Type.CanName(code),
        "domain group" => visible.DomainGroup.CanName(code),
        "category" => visible.Category.CanName(code),
        _ => false,
    };
}
