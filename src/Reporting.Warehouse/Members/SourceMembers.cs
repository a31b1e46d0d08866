using System.Globalization;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;

namespace Reporting.Warehouse.Members;

/// <summary>Sources, read when first mentioned; what a file says of known ones overwrites what was there (Type 1).</summary>
internal sealed class SourceMembers
{
    private const string NotStated = "not stated";

    private readonly ImportSession _session;
    private readonly PreparedStatement _select;
    private readonly PreparedStatement _insert;
    private readonly PreparedStatement _update;
    private readonly Dictionary<string, Member> _members = new(StringComparer.Ordinal);
    private int _lastKey;

    private SourceMembers(ImportSession session, int lastKey)
    {
        (_session, _lastKey) = (session, lastKey);
        _select = session.Prepare("SELECT SourceKey, Publisher, Title, Url, PublishedOn FROM DimSource WHERE Code = @Code");
        _insert = session.Prepare("""
            INSERT INTO DimSource (SourceKey, Code, Publisher, Title, Url, PublishedOn)
            VALUES (@SourceKey, @Code, @Publisher, @Title, @Url, @PublishedOn)
            """);
        _update = session.Prepare("UPDATE DimSource SET Publisher = @Publisher, Title = @Title, Url = @Url, PublishedOn = @PublishedOn WHERE SourceKey = @SourceKey");
    }

    public int Added { get; private set; }

    public int Changed { get; private set; }

    public static async Task<SourceMembers> LoadAsync(ImportSession session) => new(session, await session.LastKeyAsync("DimSource", "SourceKey"));

    /// <summary>Writes what is new in a statement and returns the member's key.</summary>
    public async ValueTask<int> KeepAsync(SourceStatement said)
    {
        var known = _members.GetValueOrDefault(said.Code) ?? await ReadAsync(said.Code);
        var member = new Member(
            known?.Key ?? _lastKey + 1,
            Or(said.Publisher, known?.Publisher ?? NotStated)!,
            Or(said.Title, known?.Title ?? Slugs.Humanise(said.Code))!,
            Or(said.Url, known?.Url),
            Or(said.PublishedOn, known?.PublishedOn));
        if (known is null)
        {
            _lastKey++;
            Added++;
            await _insert.ExecuteAsync(_session.CancellationToken, member.Key, said.Code, member.Publisher, member.Title, member.Url, member.PublishedOn);
        }
        else if (member != known)
        {
            Changed++;
            await _update.ExecuteAsync(_session.CancellationToken, member.Publisher, member.Title, member.Url, member.PublishedOn, member.Key);
        }

        _members[said.Code] = member;
        return member.Key;
    }

    private static string? Or(string said, string? otherwise) => said.Length > 0 ? said : otherwise;

    private async Task<Member?> ReadAsync(string code)
    {
        await using var row = await _select.ReadAsync(_session.CancellationToken, code);
        return await row.ReadAsync(_session.CancellationToken)
            ? new Member(row.GetInt32(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), Date(row.GetValue(4)))
            : null;
    }

    // A text in SQLite, a date in SQL Server.
    private static string? Date(object value) => value switch
    {
        DBNull => null,
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    private sealed record Member(int Key, string Publisher, string Title, string? Url, string? PublishedOn);
}
