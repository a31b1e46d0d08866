using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Reporting.Api.Access.Keys;
using Reporting.Api.Access.SignIn;
using Reporting.Api.Access.Tokens;
using Reporting.Api.Pipeline;
using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access;

/// <summary>Finds out who a request is from.</summary>
internal sealed class IdentityResolver(
    KeyRing keys, TokenReader tokens, EndedSessions ended, AccessRules rules, RequestRates rates, IOptions<OpenIdConnectOptions> provider, IOptions<AccessOptions> access, IHostEnvironment environment)
{
    private readonly ConditionalWeakTable<StoredKey, RequestIdentity> _ofKeys = [];
    private readonly Lazy<RequestIdentity> _anonymous = new(() => Make(rules, "anonymous", AnonymousRoles.Of(access.Value, environment), string.Empty) with { IsAnonymous = true });

    /// <summary>What anonymous callers may do; nothing unless a setting or Development says otherwise.</summary>
    public RequestIdentity Anonymous => _anonymous.Value;

    /// <summary>Problems: of a credential that is not taken. Who sends none is anonymous.</summary>
    public async ValueTask<Outcome<RequestIdentity>> ReadAsync(HttpContext context)
    {
        var credential = Credential.Of(context.Request);
        return credential.Kind switch
        {
            CredentialKind.None => await OfSessionAsync(context) ?? AnonymousAt(context),
            CredentialKind.Probe => new Problem(ProblemKind.NotSignedIn, "credentials-missing", "The bearer token is empty.", "Send a key or a token."),
            CredentialKind.Unknown => new Problem(ProblemKind.NotSignedIn, "credentials-unknown", "The Authorization header is of a sort that is not taken here.", "Send a key as X-Api-Key, as Bearer token, or as the password of Basic."),
            _ => await OfCredentialAsync(credential, context),
        };
    }

    /// <summary>The same as <see cref="ReadAsync"/> for a key that a person pasted into the sign-in page.</summary>
    public async ValueTask<Outcome<StoredKey>> VerifyAsync(string key, HttpContext context)
    {
        if (!keys.Knows(key) && rates.RefuseAttempt(AddressOf(context)) is { } refusal)
        {
            return refusal;
        }

        var verified = await keys.VerifyAsync(key, context.RequestAborted);
        if (verified.Problem is not null)
        {
            rates.CountFailure(AddressOf(context));
        }

        return verified;
    }

    private async ValueTask<Outcome<RequestIdentity>> OfCredentialAsync(Credential credential, HttpContext context)
    {
        if (credential.Kind == CredentialKind.Key)
        {
            return (await VerifyAsync(credential.Text, context)).Then<RequestIdentity>(key => OfKey(key));
        }

        if (rates.RefuseAttempt(AddressOf(context)) is { } refusal)
        {
            return refusal;
        }

        if ((await tokens.ReadAsync(credential.Text, provider.Value.Audience ?? provider.Value.ClientId, context.RequestAborted)).IsValue(out var token, out var problem))
        {
            return OfToken(token);
        }

        if (problem.Kind == ProblemKind.NotSignedIn)
        {
            rates.CountFailure(AddressOf(context));
        }

        return problem;
    }

    // A session that no longer holds (its key was revoked, or it was signed out of elsewhere) is no session: the person is asked to sign in again.
    private async ValueTask<RequestIdentity?> OfSessionAsync(HttpContext context)
    {
        if (!context.Request.Cookies.ContainsKey(Session.CookieName) || (await context.AuthenticateAsync(Session.Scheme)).Principal is not { } person)
        {
            return null;
        }

        if (person.FindFirstValue(Session.IdClaim) is not { } session || await ended.HaveAsync(session, context.RequestAborted))
        {
            return null;
        }

        RequestIdentity? asker;
        if (person.FindFirstValue(Session.KeyClaim) is { } id)
        {
            asker = (await keys.FindAsync(id, context.RequestAborted)).IsValue(out var key, out _) ? OfKey(key) : null;
        }
        else
        {
            asker = Make(rules, person.Identity!.Name!, [.. person.FindAll(Session.RoleClaim).Select(c => c.Value)], "person:" + person.FindFirstValue(Session.SubjectClaim));
        }

        if (asker is null)
        {
            return null;
        }

        context.User = person;
        return asker with { BySession = true };
    }

    private RequestIdentity OfKey(StoredKey key) => _ofKeys.GetValue(key, k => Make(rules, k.Name, k.Roles, "key:" + k.Id));

    private RequestIdentity OfToken(JsonWebToken token) => Make(rules, tokens.NameOf(token), RoleMap.RolesOf(token, provider.Value), "token:" + token.Subject);

    public RequestIdentity AnonymousAt(HttpContext context) => Anonymous with { Partition = "address:" + AddressOf(context) };

    private static RequestIdentity Make(AccessRules rules, string name, IReadOnlyCollection<string> roles, string partition) =>
        new(rules.CallerOf(name, roles), rules.PermissionsOf(roles).ToFrozenSet(), partition);

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
}
