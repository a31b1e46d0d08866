using Reporting.Engine.Access;

namespace Reporting.Api.Access;

/// <summary>Who a request is from. Until keys and roles are there, everyone sees everything and nothing can be written.</summary>
internal static class Callers
{
    public static Caller Caller(this HttpRequest request) => new(request.HttpContext.User.Identity?.Name ?? "anonymous", RowScope.Everything);

    /// <summary>True for who looks after everybody's jobs.</summary>
    public static bool IsAdministrator(this HttpRequest request) => request.HttpContext.User.IsInRole("admin");

    /// <summary>The query string as name=value pairs, repeats included; the rest of the program never sees the request.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(this HttpRequest request) =>
        request.Query.SelectMany(p => p.Value.Select(v => new KeyValuePair<string, string>(p.Key, v ?? string.Empty)));
}
