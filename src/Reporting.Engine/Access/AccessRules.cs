using System.Collections.Concurrent;
using System.Collections.Frozen;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Engine.Access;

/// <summary>
/// The permissions and the visibility of each role, from reports/access.yml. A caller with several roles has what any of them gives:
/// permissions, measures, dimensions and engagements (docs/access.md).
/// </summary>
public sealed class AccessRules
{
    /// <summary>This file is in the folder of reports, but is not a report.</summary>
    public const string FileName = "access.yml";

    private const char BetweenRoles = '\0';

    private readonly Dictionary<string, Role> _roles;
    private readonly ConcurrentDictionary<string, Caller> _callers = new(StringComparer.Ordinal);

    internal AccessRules(IEnumerable<Role> roles, ClassificationLevels levels, string hash)
    {
        _roles = roles.ToDictionary(r => r.Name, StringComparer.Ordinal);
        Classifications = levels;
        Hash = hash;
    }

    /// <summary>Classifications, the lowest first.</summary>
    public ClassificationLevels Classifications { get; }

    /// <summary>SHA-256 of the file. Part of every cache key and ETag.</summary>
    public string Hash { get; }

    /// <summary>The file as it was read. Editions read it again with their own model.</summary>
    internal string Text { get; init; } = string.Empty;

    /// <summary>The roles in the file.</summary>
    public IReadOnlyCollection<string> Roles => _roles.Keys;

    /// <summary>Makes a caller with these roles. Unknown roles give nothing.</summary>
    public Caller CallerOf(string name, IReadOnlyCollection<string> roles)
    {
        // Use only roles of the file in the key. Roles come from tokens, so other names could be many, or join to the key of another caller.
        if (!roles.All(_roles.ContainsKey) || !_callers.TryGetValue(string.Join(BetweenRoles, roles), out var caller))
        {
            var known = roles.Where(_roles.ContainsKey).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            caller = _callers.GetOrAdd(string.Join(BetweenRoles, known), _ => Combined(known));
        }

        return caller with { Name = name };
    }

    /// <summary>The permissions that any of the roles has.</summary>
    public FrozenSet<Permission> PermissionsOf(IEnumerable<string> roles) =>
        roles.SelectMany(r => _roles.TryGetValue(r, out var role) ? role.Permissions : []).ToFrozenSet();

    private Caller Combined(IReadOnlyList<string> names)
    {
        var seeing = names.Select(n => _roles[n]).Where(r => r.Visible is not null).ToList();
        return new Caller(string.Empty, names, RowScope.AnyOf(seeing.Select(r => r.Scope)), Visibility.AnyOf([.. seeing.Select(r => r.Visible!)]));
    }
}

/// <summary>A role of the access file: its permissions and its visibility. With the scope <see cref="RowScope.Nothing"/> it shows no engagement.</summary>
internal sealed record Role(string Name, IReadOnlyList<Permission> Permissions, RowScope Scope, Visibility? Visible);

/// <summary>Where the access rules are; section <c>AccessRules</c>.</summary>
public sealed class AccessRulesOptions
{
    public const string Section = "AccessRules";

    /// <summary>The file of roles and classifications. A relative path starts at the content root.</summary>
    public string File { get; set; } = "reports/access.yml";
}
