using Dapper;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Staging;

namespace Reporting.Warehouse.Members;

/// <summary>
/// Members with a group: domains, and engagement types with their category. New ones are added, and what a file says of known ones
/// overwrites what was there (Type 1). A group has one name: a new one is given to all its members.
/// </summary>
internal sealed class GroupedMembers
{
    private readonly string _newGroup;
    private readonly StagingStatement _stage;
    private readonly Dictionary<string, Row> _members;
    private readonly Dictionary<string, string> _groups = new(StringComparer.Ordinal);
    private int _lastKey;

    private GroupedMembers(ImportSession session, string newGroup, IEnumerable<Row> rows, StageTable table, (HiddenCodes Codes, HiddenCodes Groups) hidden)
    {
        (_newGroup, Hidden, HiddenGroups) = (newGroup, hidden.Codes, hidden.Groups);
        _stage = session.Staging.Prepare(table.Insert());
        _members = rows.ToDictionary(row => row.Code, StringComparer.Ordinal);
        foreach (var row in _members.Values)
        {
            row.IsForgotten = Hidden.Forgotten.Contains(row.Code);
        }

        foreach (var row in _members.Values.Where(row => !HiddenGroups.Forgotten.Contains(row.GroupCode)))
        {
            _groups.TryAdd(row.GroupCode, row.GroupName);
        }

        _lastKey = _members.Values.Select(row => row.Key).DefaultIfEmpty().Max();
    }

    public static async Task<GroupedMembers> LoadDomainsAsync(ImportSession session, (HiddenCodes Codes, HiddenCodes Groups) hidden) => new(
        session,
        UnknownMembers.Code,
        await session.Connection.QueryAsync<Row>("""SELECT DomainKey AS "Key", Code, Name, GroupCode, GroupName FROM DimDomain""", transaction: session.Transaction),
        StageTable.Domain,
        hidden);

    public static async Task<GroupedMembers> LoadTypesAsync(ImportSession session, (HiddenCodes Codes, HiddenCodes Groups) hidden) => new(
        session,
        "other",
        await session.Connection.QueryAsync<Row>(
            """SELECT EngagementTypeKey AS "Key", Code, Name, CategoryCode AS GroupCode, CategoryName AS GroupName FROM DimEngagementType""", transaction: session.Transaction),
        StageTable.EngagementType,
        hidden);

    /// <summary>Those that the importer does not see.</summary>
    public HiddenCodes Hidden { get; }

    public HiddenCodes HiddenGroups { get; }

    /// <summary>Codes and names, for finding those that look alike.</summary>
    public IEnumerable<(string Code, string Name, bool IsNew)> All => _members.Values.Where(m => !m.IsForgotten).Select(m => (m.Code, m.Name, m.IsNew || Hidden.Forgotten.Contains(m.Code)));

    public int Added { get; private set; }

    public int Changed { get; private set; }

    /// <summary>Stages what is new in a statement and returns the member's key.</summary>
    public int Keep(GroupedStatement said)
    {
        var there = _members.GetValueOrDefault(said.Code);
        var known = there is { IsForgotten: true } ? null : there;
        var group = Or(said.Group, known?.GroupCode ?? _newGroup);
        var groupName = Or(said.GroupName, _groups.GetValueOrDefault(group) ?? Slugs.Humanise(group));
        if (_groups.TryGetValue(group, out var before) && before != groupName)
        {
            foreach (var member in _members.Values.Where(m => m.GroupCode == group && !m.IsForgotten))
            {
                member.GroupName = groupName;
                Changed += Hidden.Withheld.Contains(member.Code) ? 0 : 1;
                Stage(member);
            }
        }

        _groups[group] = groupName;
        var name = Or(said.Name, known?.Name ?? Or(said.NewName, Slugs.Humanise(said.Code)));
        if (known is null)
        {
            known = new Row { Key = there?.Key ?? ++_lastKey, Code = said.Code, Name = name, GroupCode = group, GroupName = groupName, IsNew = there is null };
            _members[known.Code] = known;
            Added++;
            Stage(known);
        }
        else if (known.Name != name || known.GroupCode != group)
        {
            (known.Name, known.GroupCode, known.GroupName) = (name, group, groupName);
            Changed++;
            Stage(known);
        }

        return known.Key;
    }

    private void Stage(Row member)
    {
        _stage.Bind(1, member.Key);
        _stage.Bind(2, member.Code);
        _stage.Bind(3, member.Name);
        _stage.Bind(4, member.GroupCode);
        _stage.Bind(5, member.GroupName);
        _stage.Bind(6, member.IsNew ? 1 : 0);
        _stage.Execute();
    }

    private static string Or(string said, string otherwise) => said.Length > 0 ? said : otherwise;

    private sealed class Row
    {
        public int Key { get; init; }

        public string Code { get; init; } = "";

        public string Name { get; set; } = "";

        public string GroupCode { get; set; } = "";

        public string GroupName { get; set; } = "";

        public bool IsNew { get; init; }

        /// <summary>True for one that no engagement has and the importer does not see, as long as the file does not name it.</summary>
        public bool IsForgotten { get; set; }
    }
}

/// <summary>What a file says about a domain or an engagement type; empty where it says nothing.</summary>
internal sealed record GroupedStatement(string Code, string Name, string Group, string GroupName)
{
    /// <summary>Its name if it is new; a known one keeps its own.</summary>
    public string NewName { get; init; } = "";

    public static readonly GroupedStatement UnknownMembers = new(Members.UnknownMembers.Code, "", "", "");
}
