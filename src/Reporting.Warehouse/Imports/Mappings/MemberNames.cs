namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Resolves the names of a file: aliases, and the mapping's entries for members.</summary>
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

    /// <summary>The name for an alias, or the name itself without one.</summary>
    public string Resolve(string of, string name) => _aliases.Count == 0 ? name : _aliases.GetValueOrDefault((of, TextSteps.Key(name)), name);

    /// <summary>The mapping's entry for a member; null for most.</summary>
    public MappingKeys.MemberKeys? Find(string of, string name) => _members.Count == 0 ? null : _members.GetValueOrDefault((of, TextSteps.Key(name)));
}
