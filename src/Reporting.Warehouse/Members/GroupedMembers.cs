using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;

namespace Reporting.Warehouse.Members;

/// <summary>
/// Members with a group: domains, and engagement types with their category. New ones are added, and what a file says of known ones
/// overwrites what was there (Type 1). A group has one name: a new one is given to all its members.
/// </summary>
internal sealed class GroupedMembers
{
    private readonly ImportSession _session;
    private readonly string _newGroup;
    private readonly PreparedStatement _insert;
    private readonly PreparedStatement _update;
    private readonly PreparedStatement _rename;
    private readonly Dictionary<string, Row> _members;
    private readonly Dictionary<string, string> _groups = new(StringComparer.Ordinal);
    private int _lastKey;

    private GroupedMembers(ImportSession session, string newGroup, IEnumerable<Row> rows, (string Insert, string Update, string Rename) sql)
    {
        _session = session;
        _newGroup = newGroup;
        _insert = session.Prepare(sql.Insert);
        _update = session.Prepare(sql.Update);
        _rename = session.Prepare(sql.Rename);
        _members = rows.ToDictionary(row => row.Code, StringComparer.Ordinal);
        foreach (var row in _members.Values)
        {
            _groups.TryAdd(row.GroupCode, row.GroupName);
        }

        _lastKey = _members.Values.Select(row => row.Key).DefaultIfEmpty().Max();
    }

    public static async Task<GroupedMembers> LoadDomainsAsync(ImportSession session) => new(
        session,
        Unstated.Code,
        await session.Connection.QueryAsync<Row>("""SELECT DomainKey AS "Key", Code, Name, GroupCode, GroupName FROM DimDomain""", transaction: session.Transaction),
        ("INSERT INTO DimDomain (DomainKey, Code, Name, GroupCode, GroupName) VALUES (@Key, @Code, @Name, @Group, @GroupName)",
         "UPDATE DimDomain SET Name = @Name, GroupCode = @Group, GroupName = @GroupName WHERE DomainKey = @Key",
         "UPDATE DimDomain SET GroupName = @GroupName WHERE GroupCode = @Group"));

    public static async Task<GroupedMembers> LoadTypesAsync(ImportSession session) => new(
        session,
        "other",
        await session.Connection.QueryAsync<Row>(
            """SELECT EngagementTypeKey AS "Key", Code, Name, CategoryCode AS GroupCode, CategoryName AS GroupName FROM DimEngagementType""", transaction: session.Transaction),
        ("INSERT INTO DimEngagementType (EngagementTypeKey, Code, Name, CategoryCode, CategoryName) VALUES (@Key, @Code, @Name, @Group, @GroupName)",
         "UPDATE DimEngagementType SET Name = @Name, CategoryCode = @Group, CategoryName = @GroupName WHERE EngagementTypeKey = @Key",
         "UPDATE DimEngagementType SET CategoryName = @GroupName WHERE CategoryCode = @Group"));

    public int Added { get; private set; }

    public int Changed { get; private set; }

    /// <summary>Writes what is new in a statement and returns the member's key.</summary>
    public async ValueTask<int> KeepAsync(GroupedStatement said)
    {
        var known = _members.GetValueOrDefault(said.Code);
        var group = Or(said.Group, known?.GroupCode ?? _newGroup);
        var groupName = Or(said.GroupName, _groups.GetValueOrDefault(group) ?? Slugs.Humanise(group));
        if (_groups.TryGetValue(group, out var before) && before != groupName)
        {
            Changed += await _rename.ExecuteAsync(_session.CancellationToken, groupName, group);
            foreach (var member in _members.Values.Where(m => m.GroupCode == group))
            {
                member.GroupName = groupName;
            }
        }

        _groups[group] = groupName;
        var name = Or(said.Name, known?.Name ?? Slugs.Humanise(said.Code));
        if (known is null)
        {
            known = new Row { Key = ++_lastKey, Code = said.Code, Name = name, GroupCode = group, GroupName = groupName };
            _members.Add(known.Code, known);
            Added++;
            await _insert.ExecuteAsync(_session.CancellationToken, known.Key, known.Code, name, group, groupName);
        }
        else if (known.Name != name || known.GroupCode != group)
        {
            (known.Name, known.GroupCode, known.GroupName) = (name, group, groupName);
            Changed++;
            await _update.ExecuteAsync(_session.CancellationToken, name, group, groupName, known.Key);
        }

        return known.Key;
    }

    private static string Or(string said, string otherwise) => said.Length > 0 ? said : otherwise;

    private sealed class Row
    {
        public int Key { get; init; }

        public string Code { get; init; } = "";

        public string Name { get; set; } = "";

        public string GroupCode { get; set; } = "";

        public string GroupName { get; set; } = "";
    }
}
