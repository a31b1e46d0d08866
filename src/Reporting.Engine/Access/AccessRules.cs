using System.Collections.Frozen;

namespace Reporting.Engine.Access;

/// <summary>What the roles may do and see.</summary>
public sealed class AccessRules
{
    private static readonly FrozenDictionary<string, string[]> Permissions = new Dictionary<string, string[]>
    {
        ["reader"] = ["Read"],
        ["exporter"] = ["Read", "Export"],
        ["importer"] = ["Read", "Import"],
        ["scheduler"] = ["Read", "Export", "Schedule"],
        ["admin"] = ["Read", "Export", "Import", "Schedule", "Administer"],
    }.ToFrozenDictionary();

    public Caller CallerOf(string name, IReadOnlyCollection<string> roles) => new(name, [.. roles], RowScope.Everything);

    /// <summary>Names of permissions; a role that is not known has none.</summary>
    public IReadOnlySet<string> PermissionsOf(IEnumerable<string> roles) =>
        roles.SelectMany(role => Permissions.GetValueOrDefault(role, [])).ToHashSet();
}
