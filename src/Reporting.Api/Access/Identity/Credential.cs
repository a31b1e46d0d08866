using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Primitives;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Identity;

/// <summary>The credential in a request.</summary>
internal readonly record struct Credential(CredentialKind Kind, string Text)
{
    /// <summary>Reads the first of X-Api-Key, Authorization and <c>?key=</c>. Session cookies do not count as a credential.</summary>
    public static Credential Of(HttpRequest request)
    {
        if (request.Headers.TryGetValue("X-Api-Key", out var header))
        {
            return new(CredentialKind.Key, header.ToString().Trim());
        }

        if (request.Headers.Authorization is { Count: > 0 } authorization)
        {
            return Of(authorization);
        }

        return request.HttpContext.Features.Get<KeyInUrl>() is { } key ? new(CredentialKind.Key, key.Value.Trim()) : default;
    }

    public override string ToString() => Kind.ToString();

    private static Credential Of(StringValues authorization)
    {
        var text = authorization.ToString().Trim();
        var (scheme, value) = text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? (text[..at], text[at..].Trim()) : (text, string.Empty);
        if (scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return value.Length == 0 ? new(CredentialKind.Probe, value) : new(value.StartsWith(ApiKey.Prefix, StringComparison.Ordinal) ? CredentialKind.Key : CredentialKind.Token, value);
        }

        return scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) && KeyOfBasic(value) is { } key ? new(CredentialKind.Key, key) : new(CredentialKind.Unknown, string.Empty);
    }

    // The key is the password. Tools that support only a user name may send it there.
    private static string? KeyOfBasic(string value)
    {
        var bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, bytes, out var length))
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : pair[(colon + 1)..] is { Length: > 0 } password ? password.Trim() : pair[..colon].Trim();
    }
}

internal enum CredentialKind
{
    /// <summary>The request has no credential.</summary>
    None,

    /// <summary>An API key in any of its places.</summary>
    Key,

    /// <summary>A bearer token of the provider.</summary>
    Token,

    /// <summary>An empty bearer token, with which Office asks how to sign in.</summary>
    Probe,

    /// <summary>An unsupported scheme.</summary>
    Unknown,
}

/// <summary>Thrown by authentication handlers for a credential that is not valid. A session that ended makes the caller anonymous instead.</summary>
internal sealed class CredentialRefusedException(Problem problem) : AuthenticationFailureException(problem.Message)
{
    public Problem Problem { get; } = problem;
}
