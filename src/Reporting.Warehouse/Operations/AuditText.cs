using System.Text.RegularExpressions;

namespace Reporting.Warehouse.Operations;

/// <summary>Texts as the trail may hold them: without secrets and not too long.</summary>
public static partial class AuditText
{
    private const string Redacted = "redacted";
    private static readonly string[] Secrets = ["key", "access_token", "token", "id_token", "code", "password", "secret", "client_secret"];

    /// <summary>A query string or other text; the values of parameters that carry secrets are replaced, and so is whatever looks like a key or a token.</summary>
    public static string Clean(string text, int longest)
    {
        var pairs = text.TrimStart('?').Split('&').Select(Pair);
        var clean = Token().Replace(string.Join('&', pairs), Redacted);
        return clean.Length <= longest ? clean : string.Concat(clean.AsSpan(0, longest - 1), "…");
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

    [GeneratedRegex(@"\b(rk_[A-Za-z0-9_\-]+|eyJ[A-Za-z0-9_\-]+\.[A-Za-z0-9_\-]+(\.[A-Za-z0-9_\-]*)?)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
