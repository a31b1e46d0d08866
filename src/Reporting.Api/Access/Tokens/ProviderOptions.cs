using System.ComponentModel.DataAnnotations;

namespace Reporting.Api.Access.Tokens;

/// <summary>The provider that signs people and programs in; section <c>Access:OpenIdConnect</c>. Without an authority there is none.</summary>
public sealed class ProviderOptions : IValidatableObject
{
    public const string Section = "Access:OpenIdConnect";

    /// <summary>Address of the provider, below which .well-known/openid-configuration is. HTTPS, but for a provider on the same machine.</summary>
    public string? Authority { get; set; }

    /// <summary>What bearer tokens must be for (<c>aud</c>). Null: ClientId.</summary>
    public string? Audience { get; set; }

    /// <summary>Under which the provider knows this service, for people who sign in on the pages. Null: they cannot.</summary>
    public string? ClientId { get; set; }

    /// <summary>Secret of the client. Null: a public client, protected by PKCE alone.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What is asked of the provider when a person signs in.</summary>
    [Required]
    public string Scopes { get; set; } = "openid profile email";

    /// <summary>The claim with the caller's name; <c>email</c>, <c>name</c> and <c>sub</c> stand in for it.</summary>
    [Required]
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>The claim with the roles; a dot leads into it, as in <c>realm_access.roles</c>.</summary>
    [Required]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Which role a value of the claim stands for, as in <c>analysts=exporter;office=reader</c>. Null: the values are names of roles.</summary>
    public string? RoleMap { get; set; }

    /// <summary>False where people cannot sign in at a provider.</summary>
    public bool OffersSignIn() => Authority is not null && ClientId is not null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is not null && !(Uri.TryCreate(Authority, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))))
        {
            yield return new ValidationResult($"{Section}:Authority must be an https address.");
        }

        if (Authority is not null && Audience is null && ClientId is null)
        {
            yield return new ValidationResult($"{Section}:Audience or {Section}:ClientId must be set beside the authority: tokens for other services would be taken otherwise.");
        }

        if (RoleMap is not null && !TokenClaims.TryReadMap(RoleMap, out _))
        {
            yield return new ValidationResult($"{Section}:RoleMap must be pairs such as analysts=exporter;office=reader.");
        }
    }
}
