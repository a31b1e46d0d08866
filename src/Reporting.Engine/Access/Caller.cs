namespace Reporting.Engine.Access;

/// <summary>Who asks, and which engagements they may see. There is no question without one.</summary>
public sealed record Caller(string Name, IReadOnlyList<string> Roles, RowScope Scope)
{
    /// <summary>The program itself and whoever runs it on the command line.</summary>
    public static readonly Caller Local = new("local", ["admin"], RowScope.Everything);
}
