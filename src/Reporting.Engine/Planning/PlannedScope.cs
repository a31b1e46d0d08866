namespace Reporting.Engine.Planning;

/// <summary>A row scope with its values resolved: an engagement is seen that meets all rules of one alternative.</summary>
/// <param name="Key">Two scopes of the same key show the same engagements of one data version.</param>
public sealed record PlannedScope(string Key, IReadOnlyList<IReadOnlyList<PlannedFilter>> Alternatives)
{
    public static readonly PlannedScope Everything = new(string.Empty, [[]]);

    public bool IsEverything => Alternatives is [{ Count: 0 }];
}
