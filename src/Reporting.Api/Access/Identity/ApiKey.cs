using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Reporting.Api.Access.Identity;

/// <summary>An API key: <c>rk_</c>, a public id, <c>_</c>, and a secret of 256 random bits.</summary>
internal sealed record ApiKey(string Id, string Secret)
{
    public const string Prefix = "rk_";

    /// <summary>Lower-case letters and digits that do not look alike.</summary>
    private const string IdLetters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int IdLength = 12;
    private const int SecretBytes = 32;
    private const int SecretLength = 43;

    public string Text => $"{Prefix}{Id}_{Secret}";

    public static ApiKey New() => new(RandomNumberGenerator.GetString(IdLetters, IdLength), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));

    public static bool TryRead(string text, [NotNullWhen(true)] out ApiKey? key)
    {
        var isKey = text.Length == Prefix.Length + IdLength + 1 + SecretLength && text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length + IdLength] == '_';
        key = isKey ? new ApiKey(text.Substring(Prefix.Length, IdLength), text[^SecretLength..]) : null;
        return isKey;
    }

    /// <summary>Omits the secret, so that it cannot reach a log.</summary>
    public override string ToString() => $"{Prefix}{Id}_…";
}
