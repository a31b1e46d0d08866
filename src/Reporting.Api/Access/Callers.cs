using System.Security.Claims;
using Reporting.Api.Audit;
using Reporting.Engine.Access;

namespace Reporting.Api.Access;

/// <summary>Who a request is from: the name and the roles that it came with, and what these may see.</summary>
internal static class Callers
{
    public const string Anonymous = "anonymous";
    private static readonly string[] InDevelopment = ["exporter", "reader"];

    public static Caller Caller(this HttpRequest request)
    {
        var draft = AuditDraft.Of(request.HttpContext);
        if (draft?.Caller is { } known)
        {
            return known;
        }

        var services = request.HttpContext.RequestServices;
        var user = request.HttpContext.User;
        var isKnown = user.Identity?.IsAuthenticated == true;
        IReadOnlyCollection<string> roles = isKnown ? [.. user.FindAll(ClaimTypes.Role).Select(c => c.Value)]
            : services.GetRequiredService<IHostEnvironment>().IsDevelopment() ? InDevelopment
            : [];
        var caller = services.GetRequiredService<AccessRules>().CallerOf(isKnown ? user.Identity!.Name ?? "unnamed" : Anonymous, roles);
        draft?.Caller = caller;
        return caller;
    }

    /// <summary>The query string as name=value pairs, repeats included; the rest of the program never sees the request.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(this HttpRequest request) =>
        request.Query.SelectMany(p => p.Value.Select(v => new KeyValuePair<string, string>(p.Key, v ?? string.Empty)));
}
