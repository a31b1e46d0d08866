using System.Collections.Concurrent;
using System.Collections.Frozen;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Engine.Access;

/// <summary>
/// Who may do and see what, by role: reports/access.yml. Of several roles a caller has what any of them gives: the
/// permissions, the measures and dimensions, and the engagements (docs/access.md).
/// </summary>
public sealed class AccessRules
{
    /// <summary>Stands among the reports, and is none.</summary>
    public const string FileName = "access.yml";

    private const char BetweenRoles = '\0';

    private readonly Dictionary<string, Role> roles;
    private readonly ConcurrentDictionary<string, Caller> callers = new(StringComparer.Ordinal);

    internal AccessRules(IEnumerable<Role> roles, ClassificationLevels markings, string hash)
    {
        this.roles = roles.ToDictionary(r => r.Name, StringComparer.Ordinal);
        Markings = markings;
        Hash = hash;
    }

    /// <summary>Handling markings, the lowest first.</summary>
    public ClassificationLevels Markings { get; }

    /// <summary>SHA-256 of the file: part of every cache key and ETag.</summary>
    public string Hash { get; }

    /// <summary>The roles of the file.</summary>
    public IReadOnlyCollection<string> Roles => roles.Keys;

    /// <summary>A caller of these roles; roles that the file does not have give nothing.</summary>
    public Caller CallerOf(string name, IReadOnlyCollection<string> roles)
    {
        // Only roles of the file make a key, so that there are few, and none that passes for two: roles come from tokens. Most callers' come as they are kept.
        if (!roles.All(this.roles.ContainsKey) || !callers.TryGetValue(string.Join(BetweenRoles, roles), out var caller))
        {
            var known = roles.Where(this.roles.ContainsKey).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            caller = callers.GetOrAdd(string.Join(BetweenRoles, known), _ => Combined(known));
        }

        return caller with { Name = name };
    }

    /// <summary>What any of the roles permits.</summary>
    public FrozenSet<Permission> PermissionsOf(IEnumerable<string> roles) =>
        roles.SelectMany(r => this.roles.TryGetValue(r, out var role) ? role.Permissions : []).ToFrozenSet();

    private Caller Combined(IReadOnlyList<string> names)
    {
        var seeing = names.Select(n => roles[n]).Where(r => r.Visible is not null).ToList();
        return new Caller(string.Empty, names, RowScope.AnyOf(seeing.Select(r => r.Scope)), Visibility.AnyOf([.. seeing.Select(r => r.Visible!)]));
    }
}

/// <summary>A role of the access file: what its holders may do, and what they may see; nothing where the scope is <see cref="RowScope.Nothing"/>.</summary>
internal sealed record Role(string Name, IReadOnlyList<Permission> Permissions, RowScope Scope, Visibility? Visible);
