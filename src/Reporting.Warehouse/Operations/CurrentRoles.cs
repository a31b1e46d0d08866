namespace Reporting.Warehouse.Operations;

/// <summary>
/// What is left of the roles in which somebody ordered what is made later: those that a valid key of their name gives still. Who never had a key (a person whom a
/// provider knows, anonymous callers) keeps them all: nobody tells the program when they lose them.
/// </summary>
public sealed class CurrentRoles(KeyStore keys, TimeProvider time)
{
    public async Task<IReadOnlyList<string>> OfAsync(string owner, IReadOnlyList<string> given, CancellationToken cancellationToken)
    {
        var named = await keys.NamedAsync(owner, cancellationToken);
        return named.Count == 0 ? given : [.. given.Intersect(named.Where(k => k.IsValidAt(time.GetUtcNow())).SelectMany(k => k.Roles))];
    }
}
