using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Reporting.Api.Access.Identity;

/// <summary>The key from the URL parameter <c>key=…</c>, which is removed from the URL.</summary>
internal sealed class KeyInUrl
{
    public const string Parameter = "key";

    private KeyInUrl(string value) => Value = value;

    public string Value { get; }

    /// <summary>Removes the key from the query string and the raw request line, so that it cannot reach logs, links or caches.</summary>
    public static void RemoveFrom(IFeatureCollection features)
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

    // Null if the URL has no key. Names are decoded and compared without regard to case, as the query's readers do.
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

        // Two different keys count as an invalid key.
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

/// <summary>
/// Removes keys from URLs when a request starts, because the host logs and traces URLs before any middleware runs.
/// </summary>
internal sealed class KeyRemovingContextFactory(IServiceProvider services) : IHttpContextFactory
{
    private readonly DefaultHttpContextFactory _contexts = new(services);

    public HttpContext Create(IFeatureCollection featureCollection)
    {
        KeyInUrl.RemoveFrom(featureCollection);
        return _contexts.Create(featureCollection);
    }

    public void Dispose(HttpContext httpContext) => _contexts.Dispose(httpContext);
}
