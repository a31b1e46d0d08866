using Microsoft.Extensions.Options;
using Reporting.Api.Settings;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Access.Identity;

/// <summary>The secret that hashes keys and signs links: <c>Access:KeySecret</c>, or the file <c>key-secret</c> of the secrets folder.</summary>
internal sealed class KeySecret(IOptions<AccessOptions> options, SecretsFolder secrets)
{
    public const string FileName = "key-secret";

    /// <summary>Minimum length of a secret.</summary>
    public const int MinLength = 32;

    /// <summary>Minimum entropy in bits, by the frequencies of characters. 32 random hexadecimal digits have about 115; a word repeated four times has less than the minimum.</summary>
    private const double MinBits = 96;

    /// <summary>Throws <see cref="StartException"/> if the secret is too easy to guess.</summary>
    public string Read()
    {
        if (options.Value.KeySecret is { } configured)
        {
            return configured;
        }

        var secret = secrets.ReadOrCreate(FileName);
        return Weakness(secret) is not { } weakness ? secret : throw new StartException(new Problem(
            ErrorCodes.WeakSecret, $"The secret in {Path.Combine(secrets.Path, FileName)} {weakness}.",
            $"Restore the file from a backup. Or delete it: the program creates a new secret, and all keys and links become invalid. {Recipe}"));
    }

    public const string Recipe = "Create a good secret with: openssl rand -base64 32";

    /// <summary>Why a secret is too weak; null for a good one.</summary>
    public static string? Weakness(string secret) =>
        secret.Length == 0 ? "is empty"
        : secret.Length < MinLength ? $"has {Plural.Of(secret.Length, "character")}; it needs at least {MinLength}"
        : Bits(secret) <= MinBits ? "has too few different characters"
        : null;

    private static double Bits(string secret) => secret.GroupBy(c => c).Sum(same => -same.Count() * Math.Log2((double)same.Count() / secret.Length));
}
