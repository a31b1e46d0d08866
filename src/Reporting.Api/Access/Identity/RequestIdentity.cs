using System.Collections.Frozen;
using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Identity;

/// <summary>The caller of a request and their permissions.</summary>
/// <param name="Partition">The key by which requests are rate-limited.</param>
/// <param name="Refused">Why the credential was refused; the caller is then anonymous and reaches only public endpoints.</param>
/// <param name="BySession">True for a session cookie, which browsers also send with requests that other sites cause.</param>
internal sealed record RequestIdentity(Caller Caller, FrozenSet<Permission> Permissions, string Partition, bool IsAnonymous = false, bool BySession = false, Problem? Refused = null)
{
    public bool May(Permission permission) => Permissions.Contains(permission);
}
