using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.SignIn;
using Reporting.Api.Access.Tokens;
using Reporting.Engine.Access;

namespace Reporting.Api.Access;

/// <summary>From whom the authentication handlers found to what they may do.</summary>
internal sealed class IdentityResolver(AccessRules rules, IOptions<AccessOptions> access, IHostEnvironment environment)
{
    // A key's principal is kept with the key, so most requests find theirs here.
    private readonly ConditionalWeakTable<ClaimsPrincipal, RequestIdentity> _known = [];
    private readonly Lazy<RequestIdentity> _anonymous = new(() => Make(rules, "anonymous", AnonymousRoles.Of(access.Value, environment), string.Empty) with { IsAnonymous = true });

    /// <summary>What anonymous callers may do; nothing unless a setting or Development says otherwise.</summary>
    public RequestIdentity Anonymous => _anonymous.Value;

    /// <summary>Callers without a credential, or with one that was refused, are anonymous.</summary>
    public RequestIdentity Of(HttpContext context, AuthenticateResult result) => result.Principal is { } known
        ? _known.GetValue(known, Make)
        : AnonymousAt(context) with { Refused = (result.Failure as CredentialRefusedException)?.Problem };

    public RequestIdentity AnonymousAt(HttpContext context) => Anonymous with { Partition = "address:" + AddressOf(context) };

    // One household or company has a whole /64 of IPv6.
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
        var partition = principal.HasClaim(c => c.Type == Session.KeyClaim) ? subject! : (scheme == TokenScheme.Name ? "token:" : "person:") + subject;
        return Make(rules, principal.Identity.Name!, CallerPrincipal.RolesOf(principal), partition) with { BySession = scheme == Session.Scheme };
    }

    private static RequestIdentity Make(AccessRules rules, string name, IReadOnlyCollection<string> roles, string partition) =>
        new(rules.CallerOf(name, roles), rules.PermissionsOf(roles), partition);
}
