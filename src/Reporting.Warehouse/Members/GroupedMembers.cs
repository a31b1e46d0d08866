using Dapper;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Members;

/// <summary>
/// Members with a group: domains, and engagement types with their category. New members are added. Corrections overwrite attributes of known
/// ones (Type 1). A group has one name: a new name applies to all its members.
/// </summary>
internal sealed class GroupedMembers
{
    private readonly string _newGroup;
    private readonly string _dimension;
    private readonly string _groupDimension;
    private readonly string _groupAttribute;
    private readonly MemberChanges _changes;
    private readonly HashSet<string> _knownGroups;
    private readonly StagingStatement _stage;
    private readonly Dictionary<string, Row> _members;
    private readonly Dictionary<string, string> _groups = new(StringComparer.Ordinal);
    private int _lastKey;

    private GroupedMembers(
        ImportSession session, MemberChanges changes, (string Member, string Group, string New) names, IEnumerable<Row> rows, StageTable table, (HiddenCodes Codes, HiddenCodes Groups) hidden)
    {
        (_changes, _dimension, _groupDimension, _newGroup) = (changes, names.Member, names.Group, names.New);
        _groupAttribute = names.Group.Split(' ')[^1];
        (Hidden, HiddenGroups) = (hidden.Codes, hidden.Groups);
        _stage = session.Staging.Prepare(table.Insert());
        _members = rows.ToDictionary(row => row.Code, StringComparer.Ordinal);
        foreach (var row in _members.Values)
        {
            row.IsTreatedAsNew = Hidden.TreatedAsNew.Contains(row.Code);
        }

        foreach (var row in _members.Values.Where(row => !HiddenGroups.TreatedAsNew.Contains(row.GroupCode)))
        {
            _groups.TryAdd(row.GroupCode, row.GroupName);
        }

        _knownGroups = [.. _groups.Keys];
        _lastKey = _members.Values.Select(row => row.Key).DefaultIfEmpty().Max();
    }

    public static async Task<GroupedMembers> LoadDomainsAsync(ImportSession session, MemberChanges changes, (HiddenCodes Codes, HiddenCodes Groups) hidden) => new(
        session,
        changes,
        ("domain", "domain group", UnknownMembers.Code),
        await session.Connection.QueryAsync<Row>("""SELECT DomainKey AS "Key", Code, Name, GroupCode, GroupName FROM DimDomain""", transaction: session.Transaction),
        StageTable.Domain,
        hidden);

    public static async Task<GroupedMembers> LoadTypesAsync(ImportSession session, MemberChanges changes, (HiddenCodes Codes, HiddenCodes Groups) hidden) => new(
        session,
        changes,
        ("type", "category", "other"),
        await session.Connection.QueryAsync<Row>(
            """SELECT EngagementTypeKey AS "Key", Code, Name, CategoryCode AS GroupCode, CategoryName AS GroupName FROM DimEngagementType""", transaction: session.Transaction),
        StageTable.EngagementType,
        hidden);

    /// <summary>Members that the importer may not see.</summary>
    public HiddenCodes Hidden { get; }

    public HiddenCodes HiddenGroups { get; }

    /// <summary>Codes and names, for finding possible duplicates.</summary>
    public IEnumerable<(string Code, string Name, bool IsNew)> All => _members.Values.Where(m => !m.IsTreatedAsNew).Select(m => (m.Code, m.Name, m.IsNew || Hidden.TreatedAsNew.Contains(m.Code)));

    public int Added { get; private set; }

    public int Changed { get; private set; }

    /// <summary>Stages a new or changed member, and returns its key.</summary>
    public int Stage(GroupedDescription stated)
    {
        var there = _members.GetValueOrDefault(stated.Code);
        var known = there is { IsTreatedAsNew: true } ? null : there;
        var isKept = known is { IsNew: false } && !Hidden.TreatedAsNew.Contains(stated.Code);
        var group = isKept ? _changes.Settle(_dimension, stated.Code, _groupAttribute, known!.GroupCode, stated.Group)! : Or(stated.Group, known?.GroupCode ?? _newGroup);
        var groupName = GroupName(group, stated);
        if (_groups.TryGetValue(group, out var before) && before != groupName)
        {
            foreach (var member in _members.Values.Where(m => m.GroupCode == group && !m.IsTreatedAsNew))
            {
                member.GroupName = groupName;
                Changed += Hidden.Withheld.Contains(member.Code) ? 0 : 1;
                Stage(member);
            }
        }

        _groups[group] = groupName;
        var name = isKept ? _changes.Settle(_dimension, stated.Code, "name", known!.Name, stated.Name)! : Or(stated.Name, known?.Name ?? Or(stated.NewName, Slugs.Humanise(stated.Code)));
        if (known is null)
        {
            known = new Row { Key = there?.Key ?? ++_lastKey, Code = stated.Code, Name = name, GroupCode = group, GroupName = groupName, IsNew = there is null };
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

    // The stated group name, if the statement is about the member's current group.
    private string GroupName(string group, GroupedDescription stated)
    {
        var groupName = group == stated.Group || stated.Group.Length == 0 ? stated.GroupName : "";
        return _knownGroups.Contains(group)
            ? _changes.Settle(_groupDimension, group, "name", _groups[group], groupName)!
            : Or(groupName, _groups.GetValueOrDefault(group) ?? Or(group == stated.Group ? stated.NewGroupName : "", Slugs.Humanise(group)));
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

    private static string Or(string stated, string otherwise) => stated.Length > 0 ? stated : otherwise;

    private sealed class Row
    {
        public int Key { get; init; }

        public string Code { get; init; } = "";

        public string Name { get; set; } = "";

        public string GroupCode { get; set; } = "";

        public string GroupName { get; set; } = "";

        public bool IsNew { get; init; }

        /// <summary>True for an unused member that the importer may not see, until the file names it.</summary>
        public bool IsTreatedAsNew { get; set; }
    }
}

/// <summary>A domain or an engagement type as a file states it. Empty values are not stated.</summary>
internal sealed record GroupedDescription(string Code, string Name, string Group, string GroupName)
{
    /// <summary>The name for a new member. A known member keeps its name.</summary>
    public string NewName { get; init; } = "";

    /// <summary>The name for a new group. A known group keeps its name.</summary>
    public string NewGroupName { get; init; } = "";

    public static readonly GroupedDescription Unknown = new(UnknownMembers.Code, "", "", "");
}
