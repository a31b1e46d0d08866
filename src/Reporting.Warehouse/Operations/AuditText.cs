using System.Globalization;
using System.Text.RegularExpressions;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Operations;

/// <summary>Prepares texts for the trail: removes secrets and limits the length.</summary>
public static class AuditText
{
    /// <summary>The length of the column for queries.</summary>
    public const int MaxQuery = 2_000;

    private const string Redacted = "redacted";

    // Clients may percent-escape any letter.
    private const string Letter = "([A-Za-z0-9_-]|%(2[Dd]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9Aa]))";
    private const string IdLetter = "([a-z0-9]|%(3[0-9]|6[1-9A-Fa-f]|7[0-9Aa]))";
    private const string Line = "(_|%5[Ff])";
    private const string Dot = @"(\.|%2[Ee])";
    private const string Key = $"(r|%72)(k|%6[Bb]){Line}";
    private const string Token = "(e|%65)(y|%79)(J|%4[Aa])";

    // At the start of a word, anything that looks like a key or a token. Within a word, only a complete key or token.
    private static readonly Regex Secret = new(
        $@"\b{Key}{Letter}+|{Key}{IdLetter}{{12}}{Line}{Letter}{{43,}}|\b{Token}{Letter}+{Dot}{Letter}+({Dot}{Letter}*)?|{Token}{Letter}{{10,}}{Dot}{Letter}{{10,}}({Dot}{Letter}*)?",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    private static readonly string[] Secrets = ["key", "access_token", "token", "id_token", "code", "password", "secret", "client_secret"];

    /// <summary>
    /// Cleans a query string or other text. Replaces the values of secret parameters, and everything that looks like a key or a token. A text that is
    /// too long keeps its beginning, its length and its SHA-256, which can still prove the query.
    /// </summary>
    public static string Clean(string text, int maxLength)
    {
        var pairs = text.TrimStart('?').Split('&').Select(Pair);
        var clean = Secret.Replace(string.Join('&', pairs), Redacted);
        if (clean.Length <= maxLength)
        {
            return clean;
        }

        var end = string.Create(CultureInfo.InvariantCulture, $"… [{clean.Length} characters, SHA-256 {Sha256.Of(clean)}]");
        return string.Concat(clean.AsSpan(0, maxLength - end.Length), end);
    }

    private static string Pair(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return pair;
        }

        // Names may be percent-escaped: k%65y is key.
        var name = Uri.UnescapeDataString(pair[..equals].Replace('+', ' ')).Trim();
        return Secrets.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"{name}={Redacted}" : pair;
    }
}
