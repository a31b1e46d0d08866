using System.Collections.Frozen;
using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access;

/// <summary>Who a request is from, and what they may do.</summary>
/// <param name="Partition">Under which their requests are counted.</param>
/// <param name="Refused">Why the credential that came along was refused: then the caller is anonymous, and answered only what is for everyone.</param>
/// <param name="BySession">True for a person who signed in on the pages: the browser sends the cookie by itself, also when another site asks it to.</param>
internal sealed record RequestIdentity(Caller Caller, FrozenSet<Permission> Permissions, string Partition, bool IsAnonymous = false, bool BySession = false, Problem? Refused = null)
{
    public bool May(Permission permission) => Permissions.Contains(permission);
}
