using Reporting.Api.Access.Identity;
using Reporting.Engine.Access;

namespace Reporting.Api.Pages;

/// <summary>The links of the page bar that the caller may use. A link is shown only if its route exists.</summary>
internal static class PageBar
{
    private static readonly (PageLink Link, Permission Needed)[] Pages =
    [
        (new PageLink("Reports", "/"), Permission.Read),
        (new PageLink("Exports", "/exports"), Permission.Export),
        (new PageLink("Subscriptions", "/subscriptions"), Permission.Schedule),
        (new PageLink("Connect", "/connect"), Permission.Read),
        (new PageLink("API", "/swagger"), Permission.Read),
    ];

    public static IReadOnlyList<PageLink> For(RequestIdentity? identity, EndpointDataSource endpoints)
    {
        var routes = endpoints.Endpoints.OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. Pages.Where(page => identity?.May(page.Needed) == true && IsMapped(page.Link.Path)).Select(page => page.Link)];

        bool IsMapped(string path) => routes.Contains(path) || routes.Contains(path + "/{**path}");
    }
}

/// <summary>A link of the page bar.</summary>
public sealed record PageLink(string Caption, string Path);
