using Reporting.Engine.Access;

namespace Reporting.Api.Access;

/// <summary>Who a request is from. Found out once, before the endpoint runs (<see cref="AccessMiddleware"/>).</summary>
internal static class RequestExtensions
{
    public static Caller Caller(this HttpRequest request) => request.RequestIdentity().Caller;

    public static RequestIdentity RequestIdentity(this HttpRequest request) =>
        request.HttpContext.Features.Get<RequestIdentity>() ?? throw new InvalidOperationException("Nobody has found out who this request is from.");

    /// <summary>True for who looks after everybody's jobs.</summary>
    public static bool IsAdministrator(this HttpRequest request) => request.RequestIdentity().May(Permission.Administer);

    /// <summary>The query string as name=value pairs, repeats included; the rest of the program never sees the request.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(this HttpRequest request) =>
        request.Query.SelectMany(p => p.Value.Select(v => new KeyValuePair<string, string>(p.Key, v ?? string.Empty)));
}
