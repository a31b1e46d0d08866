using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Reporting.Engine.Access;
using Reporting.Engine.Model;

namespace Reporting.Api.Access.Identity;

/// <summary>Resolves an authenticated principal to its identity and permissions.</summary>
internal sealed class IdentityResolver(Reloadable<AccessRules> rules, IOptions<AccessOptions> access, IHostEnvironment environment)
{
    // The principal of a key is cached with the key, so most requests find their identity here.
    private readonly ConditionalWeakTable<AccessRules, ConditionalWeakTable<ClaimsPrincipal, RequestIdentity>> _known = [];
    private readonly ConditionalWeakTable<AccessRules, RequestIdentity> _anonymous = [];

    /// <summary>The identity of anonymous callers. It has permissions only if Access:Anonymous gives some, or in Development.</summary>
    public RequestIdentity Anonymous => _anonymous.GetValue(rules.Value, r => Make(r, "anonymous", AnonymousRoles.Of(access.Value, environment), string.Empty) with { IsAnonymous = true });

    /// <summary>Returns the identity. Callers without a valid credential are anonymous.</summary>
    public RequestIdentity Of(HttpContext context, AuthenticateResult result) => result.Principal is { } principal
        ? _known.GetOrCreateValue(rules.Value).GetValue(principal, Make)
        : AnonymousAt(context) with { Refused = (result.Failure as CredentialRefusedException)?.Problem };

    public RequestIdentity AnonymousAt(HttpContext context) => Anonymous with { Partition = "address:" + AddressOf(context) };

    // Returns the /64 network of an IPv6 address, because one household or company usually has a whole /64 network.
    public static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return address?.MapToIPv4().ToString() ?? "unknown";
        }

        return new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]).ToString();
    }

    private RequestIdentity Make(ClaimsPrincipal principal)
    {
        var (scheme, subject) = (principal.Identity!.AuthenticationType, principal.FindFirstValue(CallerPrincipal.SubjectClaim));
        var partition = principal.HasClaim(c => c.Type == CallerPrincipal.KeyClaim) ? subject! : (scheme == Schemes.Token ? "token:" : "person:") + subject;
        return Make(rules.Value, principal.Identity.Name!, CallerPrincipal.RolesOf(principal), partition) with { BySession = scheme == Schemes.Session };
    }

    private static RequestIdentity Make(AccessRules rules, string name, IReadOnlyCollection<string> roles, string partition) =>
        new(rules.CallerOf(name, roles), rules.PermissionsOf(roles), partition);
}
