using Dapper;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Members;

/// <summary>Participants, read when first mentioned. New ones are added, and corrections overwrite attributes of known ones (Type 1).</summary>
internal sealed class ParticipantMembers
{
    private const string Select = """
        SELECT p.ParticipantKey, p.Name, p.NameLocal, p.Kind, p.CountryCode, COALESCE(s.Code, o.Code), p.IsNew, p.IsOtherKind, p.IsActedFor
        FROM StageParticipant p LEFT JOIN StageParticipant s ON s.ParticipantKey = p.ParentKey LEFT JOIN DimParticipant o ON o.ParticipantKey = p.ParentKey
        WHERE p.Code = ?1
        UNION ALL
        SELECT p.ParticipantKey, p.Name, p.NameLocal, p.Kind, p.CountryCode, o.Code, 2, 0, 0
        FROM DimParticipant p LEFT JOIN DimParticipant o ON o.ParticipantKey = p.ParentKey
        WHERE p.Code = ?1
        """;

    private const string ActedFor = """
        SELECT (SELECT COUNT(*) FROM BridgeEngagementParticipant WHERE OnBehalfOfKey = @Key) + (SELECT COUNT(*) FROM DimParticipant WHERE ParentKey = @Key)
        """;

    private const string WithoutKindSql = "SELECT Code FROM StageParticipant WHERE Kind = 'unknown' AND ParticipantKey <> 0 ORDER BY Code";

    private readonly ImportSession _session;
    private readonly MemberChanges _changes;
    private readonly StagingStatement _select;
    private readonly StagingStatement _stage;
    private readonly RecentMembers<ParticipantMember?> _recent = new();
    private int _lastKey;

    private ParticipantMembers(ImportSession session, MemberChanges changes, HiddenCodes hidden, int lastKey)
    {
        (_session, _changes, Hidden, _lastKey) = (session, changes, hidden, lastKey);
        (_select, _stage) = (session.Staging.Prepare(Select), session.Staging.Prepare(StageTable.Participant.Insert()));
    }

    /// <summary>Members that the importer may not see.</summary>
    public HiddenCodes Hidden { get; }

    public int Added { get; private set; }

    public int Changed { get; private set; }

    public static async Task<ParticipantMembers> LoadAsync(ImportSession session, MemberChanges changes, HiddenCodes hidden) =>
        new(session, changes, hidden, await session.LastKeyAsync("DimParticipant", "ParticipantKey"));

    /// <summary>Mentioned members without a stated kind, up to a hundred.</summary>
    public IReadOnlyList<string> WithoutKind()
    {
        using var statement = new StagingStatement(_session.Staging.Connection, WithoutKindSql);
        var codes = new List<string>();
        while (codes.Count < 100 && statement.Read())
        {
            codes.Add(statement.Text(0)!);
        }

        return codes;
    }

    /// <summary>The current member; null when the code is unknown or hidden from the importer.</summary>
    public ParticipantMember? Find(string code) => Hidden.Withheld.Contains(code) ? null : Look(code) is { IsTreatedAsNew: false } member ? member : null;

    private ParticipantMember? Look(string code)
    {
        if (_recent.TryGet(code, out var kept))
        {
            return kept;
        }

        _select.Bind(1, code);
        var member = _select.Read()
            ? new ParticipantMember((int)_select.Number(0), code, _select.Text(1)!, _select.Text(2), _select.Text(3)!, _select.Text(4)!, _select.Text(5))
            {
                IsNew = _select.Number(6) == 1, IsTreatedAsNew = _select.Number(6) == 2 && Hidden.TreatedAsNew.Contains(code), IsOtherKind = _select.Number(7) == 1, IsActedFor = _select.Number(8) == 1,
            }
            : null;
        _select.Done();
        return _recent.Keep(code, member);
    }

    /// <summary>True when lines name it as the organisation acted for, or organisations name it as their parent.</summary>
    public async ValueTask<bool> IsActedForAsync(ParticipantMember member) =>
        member.IsActedFor || (!member.IsNew && await _session.Connection.ExecuteScalarAsync<long>(ActedFor, new { member.Key }, _session.Transaction) > 0);

    /// <summary>Finds the member of a statement, and removes the values that the file may not change.</summary>
    public void Settle(ParticipantDescription stated)
    {
        stated.HomeCountry = stated.Country;
        stated.Known = Find(stated.Code);
        if (Hidden.TreatedAsNew.Contains(stated.Code) || stated.Known is not { IsNew: false } known)
        {
            return;
        }

        stated.Name = Settle(stated, "name", known.Name, stated.Name);
        stated.NameLocal = Settle(stated, "local name", known.NameLocal, stated.NameLocal);
        stated.Kind = Settle(stated, "kind", known.Kind, stated.Kind);
        stated.Country = Settle(stated, "country", known.Country, stated.Country);
        stated.Parent = Settle(stated, "parent", known.Parent, stated.Parent);
    }

    /// <summary>Stages a new or changed member, and returns it.</summary>
    public ParticipantMember Stage(ParticipantDescription stated)
    {
        var there = Look(stated.Code);
        var known = there is { IsTreatedAsNew: true } ? null : there;
        var kind = Or(stated.Kind, known?.Kind ?? UnknownMembers.Code)!;
        var keepsParent = ParticipantKinds.IsOrganisation(kind) || kind == UnknownMembers.Code;
        var member = new ParticipantMember(
            there?.Key ?? _lastKey + 1,
            stated.Code,
            Or(stated.Name, known?.Name ?? Or(stated.NewName, Slugs.Humanise(stated.Code)))!,
            Or(stated.NameLocal, known?.NameLocal),
            kind,
            Or(stated.Country, known?.Country ?? UnknownMembers.Code)!,
            keepsParent ? Or(stated.Parent, known?.Parent) : null)
        {
            IsNew = known?.IsNew ?? there is null, IsOtherKind = known?.IsOtherKind ?? false, IsActedFor = known?.IsActedFor ?? false,
        };
        foreach (var (attribute, before, after) in stated.NotTaken)
        {
            _changes.Add("participant", stated.Code, attribute, before, after, isTaken: false);
        }

        if (member == known)
        {
            return known;
        }

        var parent = member.Parent is null ? null : Look(member.Parent) is { IsTreatedAsNew: false } above ? above : Stage(new ParticipantDescription(member.Parent, stated.Row));
        if (known is null)
        {
            member = member with { Key = there?.Key ?? ++_lastKey };
            Added++;
        }
        else
        {
            Changed++;
            List(known, member);
            member = member with { IsOtherKind = member.IsOtherKind || known.IsOrganisation != member.IsOrganisation };
        }

        MarkActedFor(parent);
        return Stage(member, parent?.Key);
    }

    private string Settle(ParticipantDescription stated, string attribute, string? before, string value)
    {
        if (!_changes.Stays(before, value))
        {
            return value;
        }

        stated.NotTaken.Add((attribute, before!, value));
        return "";
    }

    private void List(ParticipantMember known, ParticipantMember member)
    {
        if (known.IsNew || Hidden.TreatedAsNew.Contains(known.Code))
        {
            return;
        }

        foreach (var (attribute, before, after) in new[]
        {
            ("name", known.Name, member.Name), ("local name", known.NameLocal, member.NameLocal), ("kind", known.Kind, member.Kind),
            ("country", known.Country, member.Country), ("parent", known.Parent, member.Parent),
        })
        {
            if (before != after)
            {
                _changes.Add("participant", member.Code, attribute, before, after, isTaken: true);
            }
        }
    }

    /// <summary>Records that the file has participants acting for it.</summary>
    public void MarkActedFor(ParticipantMember? member)
    {
        if (member is { IsActedFor: false })
        {
            Stage(member with { IsActedFor = true }, member.Parent is null ? null : Look(member.Parent)!.Key);
        }
    }

    private ParticipantMember Stage(ParticipantMember member, long? parent)
    {
        _stage.Bind(1, member.Key);
        _stage.Bind(2, member.Code);
        _stage.Bind(3, member.Name);
        _stage.Bind(4, member.NameLocal);
        _stage.Bind(5, member.Kind);
        _stage.Bind(6, member.Country);
        _stage.Bind(7, parent);
        _stage.Bind(8, member.IsNew ? 1 : 0);
        _stage.Bind(9, member.IsOtherKind ? 1 : 0);
        _stage.Bind(10, member.IsActedFor ? 1 : 0);
        _stage.Execute();
        _recent.Keep(member.Code, member);
        return member;
    }

    private static string? Or(string stated, string? otherwise) => stated.Length > 0 ? stated : otherwise;
}

/// <summary>A participant with the changes of the file so far.</summary>
internal sealed record ParticipantMember(int Key, string Code, string Name, string? NameLocal, string Kind, string Country, string? Parent)
{
    /// <summary>True when this import added the member.</summary>
    public bool IsNew { get; init; }

    /// <summary>True when the file changed an organisation into a person or country, or the reverse.</summary>
    public bool IsOtherKind { get; init; }

    /// <summary>True when the file has participants acting for it, or organisations belonging to it.</summary>
    public bool IsActedFor { get; init; }

    /// <summary>True for a member that no engagement uses and the importer may not see. The importer may add it again; it then keeps its key.</summary>
    public bool IsTreatedAsNew { get; init; }

    public bool IsOrganisation => ParticipantKinds.IsOrganisation(Kind);

    /// <summary>True for a member that is only known as a parent, without a kind.</summary>
    public bool LacksKind => Kind == UnknownMembers.Code;
}
