using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Members;

/// <summary>Sources, read when first mentioned. Corrections overwrite attributes of known ones (Type 1).</summary>
internal sealed class SourceMembers
{
    private const string Select = """
        SELECT SourceKey, Publisher, Title, Url, PublishedOn, IsNew, Kind FROM StageSource WHERE Code = ?1
        UNION ALL
        SELECT SourceKey, Publisher, Title, Url, PublishedOn, 2, Kind FROM DimSource WHERE Code = ?1
        """;

    private readonly MemberChanges _changes;
    private readonly StagingStatement _select;
    private readonly StagingStatement _stage;
    private readonly RecentMembers<Member> _recent = new();
    private int _lastKey;

    private SourceMembers(ImportSession session, MemberChanges changes, HiddenCodes hidden, int lastKey)
    {
        (_changes, Hidden, _lastKey) = (changes, hidden, lastKey);
        _select = session.Staging.Prepare(Select);
        _stage = session.Staging.Prepare(StageTable.Source.Insert());
    }

    /// <summary>Members that the importer may not see.</summary>
    public HiddenCodes Hidden { get; }

    public int Added { get; private set; }

    public int Changed { get; private set; }

    public static async Task<SourceMembers> LoadAsync(ImportSession session, MemberChanges changes, HiddenCodes hidden) =>
        new(session, changes, hidden, await session.LastKeyAsync("DimSource", "SourceKey"));

    /// <summary>The kind and the day of publication of a known source; null for what is not known, or hidden from the importer.</summary>
    public (string? Kind, string? PublishedOn) Describe(string code)
    {
        var known = _recent.TryGet(code, out var kept) ? kept : Read(code).Member;
        return (known?.Kind, known?.PublishedOn);
    }

    /// <summary>Stages a new or changed member, and returns its key.</summary>
    public int Stage(SourceDescription stated)
    {
        var (known, key) = _recent.TryGet(stated.Code, out var kept) ? (kept, (int?)kept!.Key) : Read(stated.Code);
        var member = new Member(
            key ?? _lastKey + 1,
            Settle("publisher", known?.Publisher ?? UnknownMembers.Publisher, stated.Publisher)!,
            Settle("title", known?.Title ?? Slugs.Humanise(stated.Code), stated.Title)!,
            Settle("url", known?.Url, stated.Url),
            Settle("day of publication", known?.PublishedOn, stated.PublishedOn),
            known?.IsNew ?? key is null,
            Settle("kind", known?.Kind ?? UnknownMembers.Code, stated.Kind)!);
        string? Settle(string attribute, string? before, string value) =>
            known is { IsNew: false } && !Hidden.TreatedAsNew.Contains(stated.Code) ? _changes.Settle("source", stated.Code, attribute, before, value) : Or(value, before);

        if (known is null)
        {
            _lastKey += key is null ? 1 : 0;
            Added++;
            Stage(stated.Code, member);
        }
        else if (member != known)
        {
            Changed++;
            Stage(stated.Code, member);
        }

        _recent.Keep(stated.Code, member);
        return member.Key;
    }

    private static string? Or(string stated, string? otherwise) => stated.Length > 0 ? stated : otherwise;

    // For a member that is treated as new, only the key of the stored row is used.
    private (Member? Member, int? Key) Read(string code)
    {
        _select.Bind(1, code);
        var member = _select.Read()
            ? new Member((int)_select.Number(0), _select.Text(1)!, _select.Text(2)!, _select.Text(3), _select.Text(4), _select.Number(5) == 1, _select.Text(6)!)
            : null;
        var isTreatedAsNew = member is not null && _select.Number(5) == 2 && Hidden.TreatedAsNew.Contains(code);
        _select.Done();
        return (isTreatedAsNew ? null : member, member?.Key);
    }

    private void Stage(string code, Member member)
    {
        _stage.Bind(1, member.Key);
        _stage.Bind(2, code);
        _stage.Bind(3, member.Publisher);
        _stage.Bind(4, member.Title);
        _stage.Bind(5, member.Url);
        _stage.Bind(6, member.PublishedOn);
        _stage.Bind(7, member.IsNew ? 1 : 0);
        _stage.Bind(8, member.Kind);
        _stage.Execute();
    }

    private sealed record Member(int Key, string Publisher, string Title, string? Url, string? PublishedOn, bool IsNew, string Kind);
}

/// <summary>A source as all rows of one engagement state it. Empty values are not stated.</summary>
internal sealed class SourceDescription(string code)
{
    public string Code { get; } = code;

    public string Publisher { get; set; } = "";

    public string Title { get; set; } = "";

    public string Url { get; set; } = "";

    /// <summary>ISO date.</summary>
    public string PublishedOn { get; set; } = "";

    /// <summary>One of <see cref="SourceKinds"/>.</summary>
    public string Kind { get; set; } = "";
}
