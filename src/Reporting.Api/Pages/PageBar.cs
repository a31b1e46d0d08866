using Reporting.Api.Access;

namespace Reporting.Api.Pages;

/// <summary>The pages that the bar at the top leads to, for those who may see them. A new page is a line here.</summary>
internal static class PageBar
{
    private static readonly (PageLink Link, Permission Needed)[] Pages =
    [
        (new PageLink("Connect", "/connect"), Permission.Read),
        (new PageLink("API", "/swagger"), Permission.Read),
    ];

    public static IReadOnlyList<PageLink> For(Asker? asker) => [.. Pages.Where(page => asker?.May(page.Needed) == true).Select(page => page.Link)];
}
