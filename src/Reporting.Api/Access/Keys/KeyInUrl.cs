using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Reporting.Api.Access.Keys;

/// <summary>The key that stood in a URL as <c>key=…</c> and was taken out of it before anything else saw it.</summary>
internal sealed class KeyInUrl
{
    public const string Parameter = "key";

    private KeyInUrl(string value) => Value = value;

    public string Value { get; }

    /// <summary>Takes the key out of the query string and of the request line as it was sent, so that no log, link, cache or reader can meet it.</summary>
    public static void TakeOut(IFeatureCollection features)
    {
        var request = features.Get<IHttpRequestFeature>();
        if (request is not { QueryString.Length: > 1 } || Split(request.QueryString) is not { } parts)
        {
            return;
        }

        request.QueryString = parts.Others;
        if (request.RawTarget.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at)
        {
            request.RawTarget = request.RawTarget[..at] + parts.Others;
        }

        features.Set(new KeyInUrl(parts.Key));
    }

    // Null where there is no key in it, which is nearly always. Names are compared as the query's readers do: decoded, whatever their case.
    private static (string Others, string Key)? Split(string query)
    {
        var found = false;
        foreach (var part in query.AsSpan(1).Split('&'))
        {
            found |= IsKey(query.AsSpan(1)[part]);
        }

        if (!found)
        {
            return null;
        }

        var (rest, keys) = (new StringBuilder(), new List<string>());
        foreach (var part in query[1..].Split('&'))
        {
            if (IsKey(part))
            {
                keys.Add(part.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? Uri.UnescapeDataString(part[(at + 1)..]) : string.Empty);
            }
            else
            {
                rest.Append(rest.Length == 0 ? '?' : '&').Append(part);
            }
        }

        // Two different keys are no key.
        return (rest.ToString(), keys.Distinct(StringComparer.Ordinal).Count() == 1 ? keys[0] : string.Empty);
    }

    private static bool IsKey(ReadOnlySpan<char> part)
    {
        var name = part.IndexOf('=') is >= 0 and var at ? part[..at] : part;
        return name.Length == Parameter.Length
            ? name.Equals(Parameter, StringComparison.OrdinalIgnoreCase)
            : name.Length <= 3 * Parameter.Length && name.Contains('%') && Uri.UnescapeDataString(name).Equals(Parameter, StringComparison.OrdinalIgnoreCase);
    }
}
