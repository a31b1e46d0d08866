using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;

namespace Reporting.Warehouse.Members;

/// <summary>Participants, read when first mentioned; new ones are added, and what a file says of known ones overwrites what was there (Type 1).</summary>
internal sealed class ParticipantMembers
{
    private const string Select = """
        SELECT p.ParticipantKey, p.Name, p.NameLocal, p.Kind, p.CountryCode, o.Code
        FROM DimParticipant p LEFT JOIN DimParticipant o ON o.ParticipantKey = p.ParentKey
        WHERE p.Code = @Code
        """;

    private const string Insert = """
        INSERT INTO DimParticipant (ParticipantKey, Code, Name, NameLocal, Kind, CountryCode, ParentKey)
        VALUES (@ParticipantKey, @Code, @Name, @NameLocal, @Kind, @CountryCode, @ParentKey)
        """;

    private const string Update = """
        UPDATE DimParticipant SET Name = @Name, NameLocal = @NameLocal, Kind = @Kind, CountryCode = @CountryCode, ParentKey = @ParentKey
        WHERE ParticipantKey = @ParticipantKey
        """;

    // A line's organisation is a function of whom it acts for and of what the participant is: it follows a corrected kind.
    private const string Recompute = """
        UPDATE BridgeEngagementParticipant SET OrganisationKey = @OrganisationKey
        WHERE ParticipantKey = @ParticipantKey AND OnBehalfOfKey IS NULL
        """;

    private const string ActedFor = """
        SELECT (SELECT COUNT(*) FROM BridgeEngagementParticipant WHERE OnBehalfOfKey = @Key) + (SELECT COUNT(*) FROM DimParticipant WHERE ParentKey = @Key)
        """;

    private readonly ImportSession _session;
    private readonly PreparedStatement _select;
    private readonly PreparedStatement _insert;
    private readonly PreparedStatement _update;
    private readonly Dictionary<string, ParticipantMember?> _members = new(StringComparer.Ordinal);
    private int _lastKey;

    private ParticipantMembers(ImportSession session, int lastKey)
    {
        (_session, _lastKey) = (session, lastKey);
        (_select, _insert, _update) = (session.Prepare(Select), session.Prepare(Insert), session.Prepare(Update));
    }

    public int Added { get; private set; }

    public int Changed { get; private set; }

    public static async Task<ParticipantMembers> LoadAsync(ImportSession session) => new(session, await session.LastKeyAsync("DimParticipant", "ParticipantKey"));

    /// <summary>Those known whose kind nobody has stated yet.</summary>
    public IEnumerable<string> WithoutKind => _members.Values.Where(m => m is { LacksKind: true, Key: not Unstated.Key }).Select(m => m!.Code);

    /// <summary>Reads a member and those above it, so that <see cref="Find"/> knows them.</summary>
    public async ValueTask FetchAsync(string code)
    {
        string? next = code;
        while (next is { Length: > 0 } && !_members.ContainsKey(next))
        {
            await using var row = await _select.ReadAsync(_session.CancellationToken, next);
            var member = await row.ReadAsync(_session.CancellationToken)
                ? new ParticipantMember(
                    row.GetInt32(0), next, row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5))
                : null;
            _members.Add(next, member);
            next = member?.Parent;
        }
    }

    /// <summary>A member that was fetched; null when the warehouse has none of this code.</summary>
    public ParticipantMember? Find(string code) => _members.GetValueOrDefault(code);

    /// <summary>True when lines name it as the organisation acted for, or organisations as their parent.</summary>
    public async Task<bool> IsActedForAsync(ParticipantMember member) =>
        await _session.Connection.ExecuteScalarAsync<long>(ActedFor, new { member.Key }, _session.Transaction) > 0;

    /// <summary>Writes what is new in a statement and returns the member.</summary>
    public async ValueTask<ParticipantMember> KeepAsync(ParticipantStatement said)
    {
        var known = Find(said.Code);
        var kind = Or(said.Kind, known?.Kind ?? Unstated.Code)!;
        var keepsParent = ParticipantKinds.IsOrganisation(kind) || kind == Unstated.Code;
        var member = new ParticipantMember(
            known?.Key ?? _lastKey + 1,
            said.Code,
            Or(said.Name, known?.Name ?? Slugs.Humanise(said.Code))!,
            Or(said.NameLocal, known?.NameLocal),
            kind,
            Or(said.Country, known?.Country ?? Unstated.Code)!,
            keepsParent ? Or(said.Parent, known?.Parent) : null);
        if (member == known)
        {
            return known;
        }

        var parent = member.Parent is null ? null : (int?)(Find(member.Parent) ?? await KeepAsync(new ParticipantStatement(member.Parent, said.Row))).Key;
        if (known is null)
        {
            member = member with { Key = ++_lastKey };
            Added++;
            await _insert.ExecuteAsync(_session.CancellationToken, member.Key, member.Code, member.Name, member.NameLocal, member.Kind, member.Country, parent);
        }
        else
        {
            Changed++;
            await _update.ExecuteAsync(_session.CancellationToken, member.Name, member.NameLocal, member.Kind, member.Country, parent, member.Key);
            if (known.IsOrganisation != member.IsOrganisation)
            {
                await _session.Connection.ExecuteAsync(
                    Recompute, new { OrganisationKey = member.IsOrganisation ? member.Key : Unstated.Key, ParticipantKey = member.Key }, _session.Transaction);
            }
        }

        _members[member.Code] = member;
        return member;
    }

    private static string? Or(string said, string? otherwise) => said.Length > 0 ? said : otherwise;
}
