namespace Reporting.Api.Requests;

/// <summary>Tells people in a browser from programs.</summary>
internal static class PageRequests
{
    private static readonly string[] Programs = ["/api", "/odata", "/health", "/swagger"];

    /// <summary>A browser accepts HTML. Programs and the feeds of Office do not.</summary>
    public static bool AcceptsPage(this HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a person who opens an address.</summary>
    public static bool OpensPage(this HttpRequest request) => HttpMethods.IsGet(request.Method) && request.AcceptsPage();

    /// <summary>True for a person who opens an address that no endpoint has. Addresses of programs answer programs.</summary>
    public static bool OpensUnknownPage(this HttpContext context) =>
        context.GetEndpoint() is not RouteEndpoint && context.Request.OpensPage()
        && !Programs.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
}
