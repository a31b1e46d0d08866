using System.ComponentModel.DataAnnotations;

namespace Reporting.Api.Access;

/// <summary>Who may come in; section <c>Access</c>.</summary>
public sealed class AccessOptions : IValidatableObject
{
    public const string Section = "Access";

    /// <summary>Roles of callers who do not say who they are, separated by commas; <c>none</c> for none. Null: reader and exporter in Development, none otherwise.</summary>
    public string? Anonymous { get; set; }

    /// <summary>Secret with which API keys are hashed: 32 characters or more, random. Null: a file in the secrets folder, made when it is needed.</summary>
    public string? KeySecret { get; set; }

    /// <summary>Folder of what must not lie in the database: the secret of the keys, and what protects the cookies. Null: beside the database.</summary>
    public string? SecretsFolder { get; set; }

    /// <summary>Hours after which a person has to sign in again.</summary>
    [Range(1, 720)]
    public int SignInHours { get; set; } = 8;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (KeySecret is { } secret && Access.KeySecret.Weakness(secret) is { } weakness)
        {
            yield return new ValidationResult($"{Section}:KeySecret {weakness}. {Access.KeySecret.Recipe}");
        }
    }
}
