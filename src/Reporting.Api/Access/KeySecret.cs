using Microsoft.Extensions.Options;
using Reporting.Api.Hosting;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access;

/// <summary>The secret under which keys are hashed and links are signed: <c>Access:KeySecret</c>, or the file <c>key-secret</c> of the secrets folder.</summary>
internal sealed class KeySecret(IOptions<AccessOptions> options, SecretsFolder secrets)
{
    public const string FileName = "key-secret";

    /// <summary>Fewest characters of a secret.</summary>
    public const int MinLength = 32;

    /// <summary>Fewest bits by the frequencies of its characters: 32 random hexadecimal digits have about 115, a word written four times less than this.</summary>
    private const double MinBits = 96;

    /// <summary>Throws <see cref="StartException"/> where it is too easy to guess.</summary>
    public string Read()
    {
        if (options.Value.KeySecret is { } configured)
        {
            return configured;
        }

        var secret = secrets.Random(FileName);
        return Weakness(secret) is not { } weakness ? secret : throw new StartException(new Problem(
            ErrorCodes.WeakSecret, $"The secret in {Path.Combine(secrets.Path, FileName)} {weakness}.",
            $"Put the right one back from its backup. Or remove the file: the program makes a new one, and all keys and links end. {Recipe}"));
    }

    public const string Recipe = "A good one is made by: openssl rand -base64 32";

    /// <summary>Why a secret is no secret; null for a good one.</summary>
    public static string? Weakness(string secret) =>
        secret.Length == 0 ? "is empty"
        : secret.Length < MinLength ? $"has {secret.Length} characters; it needs {MinLength} or more"
        : Bits(secret) <= MinBits ? "has too few different characters"
        : null;

    private static double Bits(string secret) => secret.GroupBy(c => c).Sum(same => -same.Count() * Math.Log2((double)same.Count() / secret.Length));
}
