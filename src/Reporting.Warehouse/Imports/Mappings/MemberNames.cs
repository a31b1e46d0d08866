namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>What the names of a file stand for: its aliases, and what the mapping says of single members.</summary>
internal sealed class MemberNames
{
    private readonly Dictionary<(string Of, string Key), string> _aliases = [];
    private readonly Dictionary<(string Of, string Key), MappingKeys.MemberKeys> _members = [];

    public MemberNames(MappingKeys keys)
    {
        foreach (var (of, aliases) in keys.Aliases ?? [])
        {
            foreach (var (alias, name) in aliases)
            {
                _aliases[(of, TextSteps.Key(alias))] = name;
            }
        }

        foreach (var member in keys.Members ?? [])
        {
            foreach (var name in (member.Also ?? []).Append(member.Name))
            {
                _members[(member.Of, TextSteps.Key(name))] = member;
            }
        }
    }

    /// <summary>The name itself where it has no alias.</summary>
    public string Resolve(string of, string name) => _aliases.Count == 0 ? name : _aliases.GetValueOrDefault((of, TextSteps.Key(name)), name);

    /// <summary>What the mapping says of it; null for most.</summary>
    public MappingKeys.MemberKeys? Find(string of, string name) => _members.Count == 0 ? null : _members.GetValueOrDefault((of, TextSteps.Key(name)));
}
