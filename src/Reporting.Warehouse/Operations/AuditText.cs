using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Reporting.Warehouse.Operations;

/// <summary>Texts as the trail may hold them: without secrets and not too long.</summary>
public static class AuditText
{
    /// <summary>What the column of questions holds.</summary>
    public const int MaxQuestion = 2_000;

    private const string Redacted = "redacted";

    // As the client wrote them: each letter may be percent-escaped.
    private const string Letter = "([A-Za-z0-9_-]|%(2[Dd]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9Aa]))";
    private const string IdLetter = "([a-z0-9]|%(3[0-9]|6[1-9A-Fa-f]|7[0-9Aa]))";
    private const string Line = "(_|%5[Ff])";
    private const string Dot = @"(\.|%2[Ee])";
    private const string Key = $"(r|%72)(k|%6[Bb]){Line}";
    private const string Token = "(e|%65)(y|%79)(J|%4[Aa])";

    // At the beginning of a word, what looks like a key or a token; within a word, what has all of the shape of one.
    private static readonly Regex Secret = new(
        $@"\b{Key}{Letter}+|{Key}{IdLetter}{{12}}{Line}{Letter}{{43,}}|\b{Token}{Letter}+{Dot}{Letter}+({Dot}{Letter}*)?|{Token}{Letter}{{10,}}{Dot}{Letter}{{10,}}({Dot}{Letter}*)?",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    private static readonly string[] Secrets = ["key", "access_token", "token", "id_token", "code", "password", "secret", "client_secret"];

    /// <summary>
    /// A query string or other text; the values of parameters that carry secrets are replaced, and so is whatever looks like a key or a token. Of what
    /// is too long the head stays, with the length and the SHA-256 of the whole: what was asked can be proved, if not read.
    /// </summary>
    public static string Clean(string text, int longest)
    {
        var pairs = text.TrimStart('?').Split('&').Select(Pair);
        var clean = Secret.Replace(string.Join('&', pairs), Redacted);
        if (clean.Length <= longest)
        {
            return clean;
        }

        var end = string.Create(CultureInfo.InvariantCulture, $"… [{clean.Length} characters, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(clean)))}]");
        return string.Concat(clean.AsSpan(0, longest - end.Length), end);
    }

    private static string Pair(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return pair;
        }

        // Names arrive as the client wrote them: k%65y is key.
        var name = Uri.UnescapeDataString(pair[..equals].Replace('+', ' ')).Trim();
        return Secrets.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"{name}={Redacted}" : pair;
    }
}
