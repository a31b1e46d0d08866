using System.ComponentModel.DataAnnotations;

namespace Reporting.Api.Access.Tokens;

/// <summary>Settings of the OpenID Connect provider; section <c>Access:OpenIdConnect</c>. Without an authority, none is used.</summary>
public sealed class ProviderOptions : IValidatableObject
{
    public const string Section = "Access:OpenIdConnect";

    /// <summary>Base address of the provider's .well-known/openid-configuration. It must be HTTPS, except for a provider on the same machine.</summary>
    public string? Authority { get; set; }

    /// <summary>The required audience (<c>aud</c>) of bearer tokens. Null: ClientId.</summary>
    public string? Audience { get; set; }

    /// <summary>The client id of this service, for sign-in on the pages. Null disables sign-in with the provider.</summary>
    public string? ClientId { get; set; }

    /// <summary>Secret of the client. Null: a public client, which PKCE alone protects.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The scopes that sign-in requests.</summary>
    [Required]
    public string Scopes { get; set; } = "openid profile email";

    /// <summary>The claim with the caller's name. If it is missing, <c>email</c>, <c>name</c> and <c>sub</c> are tried.</summary>
    [Required]
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>The claim with the roles. Dots select nested claims, such as <c>realm_access.roles</c>.</summary>
    [Required]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Maps values of the claim to roles, such as <c>analysts=exporter;office=reader</c>. Null: the values are names of roles.</summary>
    public string? RoleMap { get; set; }

    /// <summary>True if people can sign in with the provider.</summary>
    public bool OffersSignIn() => Authority is not null && ClientId is not null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is not null && !(Uri.TryCreate(Authority, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))))
        {
            yield return new ValidationResult($"{Section}:Authority must be an https address.");
        }

        if (Authority is not null && Audience is null && ClientId is null)
        {
            yield return new ValidationResult($"{Section}:Audience or {Section}:ClientId must be set with the authority. Otherwise tokens for other services would be accepted.");
        }

        if (RoleMap is not null && !TokenClaims.TryReadMap(RoleMap, out _))
        {
            yield return new ValidationResult($"{Section}:RoleMap must be pairs such as analysts=exporter;office=reader.");
        }
    }
}
