using System.Collections.Frozen;
using Reporting.Engine.Access;

namespace Reporting.Api.Access;

/// <summary>Who a request is from, and what they may do.</summary>
/// <param name="Partition">Under which their requests are counted.</param>
/// <param name="BySession">True for a person who signed in on the pages: the browser sends the cookie by itself, also when another site asks it to.</param>
internal sealed record RequestIdentity(Caller Caller, FrozenSet<string> Permissions, string Partition, bool IsAnonymous = false, bool BySession = false)
{
    public bool May(Permission permission) => Permissions.Contains(permission.ToString());
}
