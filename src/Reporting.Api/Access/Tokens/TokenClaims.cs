using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Reporting.Api.Access.Keys;

namespace Reporting.Api.Access.Tokens;

/// <summary>Maps the claims of a token to the caller's name and roles. The framework maps neither nested claims nor values to roles.</summary>
internal static class TokenClaims
{
    public static bool TryReadMap(string text, [NotNullWhen(true)] out ILookup<string, string>? map)
    {
        var pairs = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.LastIndexOf('=') is > 0 and var at && at < pair.Length - 1 ? (Value: pair[..at].Trim(), Roles: pair[(at + 1)..]) : default)
            .ToList();
        map = pairs.Exists(p => p.Value is null)
            ? null
            : pairs.SelectMany(p => p.Roles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(role => (p.Value, role))).ToLookup(p => p.Value, p => p.role);
        return map is not null;
    }

    /// <summary>The roles of a token; empty if none is mapped.</summary>
    public static IReadOnlyList<string> RolesOf(JsonWebToken token, ProviderOptions options)
    {
        var values = Values(token, options.RoleClaim);
        return options.RoleMap is not null && TryReadMap(options.RoleMap, out var map)
            ? [.. values.SelectMany(value => map[value]).Distinct().Order(StringComparer.Ordinal)]
            : [.. values.Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The caller's name: the first claim with a value that is not a reserved name.</summary>
    public static string NameOf(JsonWebToken token, ProviderOptions options) =>
        new[] { options.NameClaim, "email", "name", "client_id", "azp" }
            .Select(claim => token.TryGetPayloadValue<string>(claim, out var value) ? value : null)
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value) && !KeyRing.IsReserved(value)) ?? token.Subject ?? "someone of the provider";

    // A name with dots may be one claim (a URL), or the path of a nested claim.
    private static IEnumerable<string> Values(JsonWebToken token, string claim)
    {
        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(token.EncodedPayload));
        var at = payload.RootElement;
        if (!at.TryGetProperty(claim, out var found))
        {
            foreach (var part in claim.Split('.'))
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at))
                {
                    return [];
                }
            }

            found = at;
        }

        return found.ValueKind switch
        {
            JsonValueKind.String => [found.GetString()!],
            JsonValueKind.Array => [.. found.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)],
            _ => [],
        };
    }
}
