using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Staging;

namespace Reporting.Warehouse.Members;

/// <summary>Sources, read when first mentioned; what a file says of known ones overwrites what was there (Type 1).</summary>
internal sealed class SourceMembers
{
    private const string Select = """
        SELECT SourceKey, Publisher, Title, Url, PublishedOn, IsNew FROM StageSource WHERE Code = ?1
        UNION ALL
        SELECT SourceKey, Publisher, Title, Url, PublishedOn, 2 FROM DimSource WHERE Code = ?1
        """;

    private readonly StagingStatement _select;
    private readonly StagingStatement _stage;
    private readonly RecentMembers<Member> _recent = new();
    private int _lastKey;

    private SourceMembers(ImportSession session, HiddenCodes hidden, int lastKey)
    {
        (Hidden, _lastKey) = (hidden, lastKey);
        _select = session.Staging.Prepare(Select);
        _stage = session.Staging.Prepare(StageTable.Source.Insert());
    }

    /// <summary>Those that the importer does not see.</summary>
    public HiddenCodes Hidden { get; }

    public int Added { get; private set; }

    public int Changed { get; private set; }

    public static async Task<SourceMembers> LoadAsync(ImportSession session, HiddenCodes hidden) => new(session, hidden, await session.LastKeyAsync("DimSource", "SourceKey"));

    /// <summary>Stages what is new in a statement and returns the member's key.</summary>
    public int Keep(SourceStatement said)
    {
        var (known, key) = _recent.TryGet(said.Code, out var kept) ? (kept, (int?)kept!.Key) : Read(said.Code);
        var member = new Member(
            key ?? _lastKey + 1,
            Or(said.Publisher, known?.Publisher ?? UnknownMembers.Publisher)!,
            Or(said.Title, known?.Title ?? Slugs.Humanise(said.Code))!,
            Or(said.Url, known?.Url),
            Or(said.PublishedOn, known?.PublishedOn),
            known?.IsNew ?? key is null);
        if (known is null)
        {
            _lastKey += key is null ? 1 : 0;
            Added++;
            Stage(said.Code, member);
        }
        else if (member != known)
        {
            Changed++;
            Stage(said.Code, member);
        }

        _recent.Keep(said.Code, member);
        return member.Key;
    }

    private static string? Or(string said, string? otherwise) => said.Length > 0 ? said : otherwise;

    // A member that is forgotten keeps its key, and nothing else.
    private (Member? Member, int? Key) Read(string code)
    {
        _select.Bind(1, code);
        var member = _select.Read()
            ? new Member((int)_select.Number(0), _select.Text(1)!, _select.Text(2)!, _select.Text(3), _select.Text(4), _select.Number(5) == 1)
            : null;
        var isForgotten = member is not null && _select.Number(5) == 2 && Hidden.Forgotten.Contains(code);
        _select.Done();
        return (isForgotten ? null : member, member?.Key);
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
        _stage.Execute();
    }

    private sealed record Member(int Key, string Publisher, string Title, string? Url, string? PublishedOn, bool IsNew);
}

/// <summary>What a file says about a source, over all rows of one engagement; empty where it says nothing.</summary>
internal sealed class SourceStatement(string code)
{
    public string Code { get; } = code;

    public string Publisher { get; set; } = "";

    public string Title { get; set; } = "";

    public string Url { get; set; } = "";

    /// <summary>ISO date.</summary>
    public string PublishedOn { get; set; } = "";
}
