using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Access;

/// <summary>
/// Who asks, which engagements they may see, and which measures and dimensions. There is no question without one;
/// <see cref="AccessRules"/> makes them from roles.
/// </summary>
public sealed record Caller(string Name, IReadOnlyList<string> Roles, RowScope Scope, Visibility Visible)
{
    /// <summary>The program itself and whoever runs it on the command line.</summary>
    public static readonly Caller Local = new("local", [], RowScope.Everything, Visibility.Everything);

    /// <summary>The roles as one text.</summary>
    public string RoleNames { get; } = string.Join(' ', Roles);

    /// <summary>Two callers of the same key get the same answers: part of the key of every answer that is kept.</summary>
    public string Key => string.Concat(Scope.Key, Visible.Key);

    /// <summary>A caller of the same name who sees only what the other sees too.</summary>
    public Caller And(Caller other) => new(Name, [], RowScope.Both(Scope, other.Scope), Visibility.Both(Visible, other.Visible));
}
