using System.Security.Claims;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Access.Identity;

/// <summary>Creates the principal of a caller with name, subject and roles, for every kind of credential.</summary>
internal static class CallerPrincipal
{
    public const string RoleClaim = "role";
    public const string SubjectClaim = "sub";
    public const string KeyClaim = "key";
    private const string NameClaim = "name";

    public static ClaimsPrincipal Of(string scheme, string name, string subject, IEnumerable<string> roles, params Claim[] more) =>
        new(new ClaimsIdentity([new Claim(NameClaim, name), new Claim(SubjectClaim, subject), .. roles.Select(role => new Claim(RoleClaim, role)), .. more], scheme, NameClaim, RoleClaim));

    /// <summary>The principal of a key's holder, who sent the key or signed in with it.</summary>
    public static ClaimsPrincipal Of(string scheme, StoredKey key) => Of(scheme, key.Name, "key:" + key.Id, key.Roles, new Claim(KeyClaim, key.Id));

    public static IReadOnlyList<string> RolesOf(ClaimsPrincipal principal) => [.. principal.FindAll(RoleClaim).Select(c => c.Value)];
}

/// <summary>Names of the authentication schemes that an identity depends on.</summary>
internal static class Schemes
{
    public const string Session = "Session";
    public const string Token = "Token";
}
