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

/// <summary>The identity of a request, which <see cref="AccessMiddleware"/> resolves before the endpoint runs.</summary>
internal static class RequestExtensions
{
    public static Caller Caller(this HttpRequest request) => request.RequestIdentity().Caller;

    public static RequestIdentity RequestIdentity(this HttpRequest request) =>
        request.HttpContext.Features.Get<RequestIdentity>() ?? throw new InvalidOperationException("The identity of this request was not resolved.");

    /// <summary>True for administrators, who manage the jobs of all callers.</summary>
    public static bool IsAdministrator(this HttpRequest request) => request.RequestIdentity().May(Permission.Administer);

    /// <summary>The query string as name=value pairs, including repeated names.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(this HttpRequest request) =>
        request.Query.SelectMany(p => p.Value.Select(v => new KeyValuePair<string, string>(p.Key, v ?? string.Empty)));
}
