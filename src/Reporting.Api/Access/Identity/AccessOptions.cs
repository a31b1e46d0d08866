using System.ComponentModel.DataAnnotations;

namespace Reporting.Api.Access.Identity;

/// <summary>Settings of authentication; section <c>Access</c>.</summary>
public sealed class AccessOptions : IValidatableObject
{
    public const string Section = "Access";

    /// <summary>Roles of anonymous callers, separated by commas; <c>none</c> for none. Null: reader and exporter in Development, none otherwise.</summary>
    public string? Anonymous { get; set; }

    /// <summary>Secret with which API keys are hashed: at least 32 random characters. Null: a file in the secrets folder, created when needed.</summary>
    public string? KeySecret { get; set; }

    /// <summary>Folder of secrets that must stay outside the database: the key secret and the keys that protect cookies. Null: a folder beside the database.</summary>
    public string? SecretsFolder { get; set; }

    /// <summary>Hours after which a person must sign in again.</summary>
    [Range(1, 720)]
    public int SignInHours { get; set; } = 8;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (KeySecret is { } secret && Identity.KeySecret.Weakness(secret) is { } weakness)
        {
            yield return new ValidationResult($"{Section}:KeySecret {weakness}. {Identity.KeySecret.Recipe}");
        }
    }
}
