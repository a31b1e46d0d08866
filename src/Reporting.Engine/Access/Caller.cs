using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Access;

/// <summary>
/// The identity behind a query, with the engagements, measures and dimensions that it may see. Every query has a caller;
/// <see cref="AccessRules"/> makes callers from roles.
/// </summary>
public sealed record Caller(string Name, IReadOnlyList<string> Roles, RowScope Scope, Visibility Visible)
{
    /// <summary>The program itself, and the user of the command line.</summary>
    public static readonly Caller Local = new("local", [], RowScope.Everything, Visibility.Everything);

    /// <summary>The roles as one text.</summary>
    public string RoleNames { get; } = string.Join(' ', Roles);

    /// <summary>Callers with the same key get the same results. Part of every cache key.</summary>
    public string Key => string.Concat(Scope.Key, Visible.Key);

    /// <summary>Makes a caller of the same name who sees only what both callers see.</summary>
    public Caller And(Caller other) => new(Name, [], RowScope.Both(Scope, other.Scope), Visibility.Both(Visible, other.Visible));
}
