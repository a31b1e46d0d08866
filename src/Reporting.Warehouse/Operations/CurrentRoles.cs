namespace Reporting.Warehouse.Operations;

/// <summary>
/// Limits the roles of background work to those that a valid key of the owner's name still gives. An owner without any key (a person of an identity
/// provider, an anonymous caller) keeps all roles, because the program is not told when they lose them.
/// </summary>
public sealed class CurrentRoles(KeyStore keys, TimeProvider time)
{
    public async Task<IReadOnlyList<string>> OfAsync(string owner, IReadOnlyList<string> given, CancellationToken cancellationToken)
    {
        var named = await keys.NamedAsync(owner, cancellationToken);
        return named.Count == 0 ? given : [.. given.Intersect(named.Where(k => k.IsValidAt(time.GetUtcNow())).SelectMany(k => k.Roles))];
    }
}
