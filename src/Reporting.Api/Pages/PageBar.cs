using Reporting.Api.Access.Identity;
using Reporting.Api.Pages.Languages;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Languages;

namespace Reporting.Api.Pages;

/// <summary>The links of the page bar: pages that the caller may use, and the languages. A page is linked only if its route exists.</summary>
internal static class PageBar
{
    private static readonly (Func<PageCaptions, string> Caption, string Path, Permission Needed)[] Pages =
    [
        (captions => captions.Home.Title, "/", Permission.Read),
        (captions => captions.Explore.Title, "/explore", Permission.Read),
        (captions => captions.Engagement.Engagements, "/engagements", Permission.Read),
        (captions => captions.Member.Directory, "/members", Permission.Read),
        (captions => captions.Exports, "/exports", Permission.Export),
        (captions => captions.Subscriptions, "/subscriptions", Permission.Schedule),
        (captions => captions.Imports, "/imports", Permission.Import),
        (captions => captions.Connect, "/connect", Permission.Read),
        (captions => captions.Administration, "/admin", Permission.Administer),
        (captions => captions.Api, "/swagger", Permission.Read),
    ];

    public static IReadOnlyList<PageLink> For(RequestIdentity? identity, EndpointDataSource endpoints, PageCaptions captions)
    {
        var routes = endpoints.Endpoints.OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. Pages.Where(page => identity?.May(page.Needed) == true && IsMapped(page.Path)).Select(page => new PageLink(page.Caption(captions), page.Path))];

        bool IsMapped(string path) => routes.Contains(path) || routes.Contains(path + "/{**path}");
    }

    /// <summary>This page in each language. Empty for the answer to a form, which has no address to open.</summary>
    public static IReadOnlyList<LanguageLink> LanguagesOf(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method))
        {
            return [];
        }

        var others = request.Pairs().Where(p => p.Key != RequestLanguage.Parameter).Select(p => new KeyValuePair<string, string?>(p.Key, p.Value)).ToList();
        return [.. Language.All.Select(language => new LanguageLink(
            language, request.PathBase + request.Path + QueryString.Create(others.Append(new(RequestLanguage.Parameter, language.Code))).ToUriComponent()))];
    }
}

/// <summary>A link of the page bar.</summary>
public sealed record PageLink(string Caption, string Path);

/// <summary>The address of a page in a language, which later pages keep.</summary>
public sealed record LanguageLink(Language Language, string Address);
