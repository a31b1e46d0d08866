using Reporting.Api.Access.Identity;
using Reporting.Api.Pages.Languages;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Languages;

namespace Reporting.Api.Pages;

/// <summary>The links of the page bar: pages that the caller may use, and the languages. A page is linked only if its route exists.</summary>
internal static class PageBar
{
    private static readonly (Func<PageCaptions, string> Caption, string Path, string Letter, Permission Needed)[] Pages =
    [
        (captions => captions.Home.Title, "/", "h", Permission.Read),
        (captions => captions.Explore.Title, "/explore", "e", Permission.Read),
        (captions => captions.Home.SavedReports, "/saved-reports", "r", Permission.Read),
        (captions => captions.Engagement.Engagements, "/engagements", "n", Permission.Read),
        (captions => captions.Commitment.Title, "/commitments", "o", Permission.Read),
        (captions => captions.Calendar.Title, "/calendar", "k", Permission.Read),
        (captions => captions.Member.Directory, "/members", "m", Permission.Read),
        (captions => captions.Exports, "/exports", "x", Permission.Export),
        (captions => captions.Subscriptions, "/subscriptions", "s", Permission.Schedule),
        (captions => captions.Alert.Title, "/alerts", "l", Permission.Schedule),
        (captions => captions.Imports, "/imports", "i", Permission.Import),
        (captions => captions.Connect, "/connect", "c", Permission.Read),
        (captions => captions.Administration, "/admin", "a", Permission.Administer),
        (captions => captions.Api, "/swagger", "d", Permission.Read),
    ];

    public static IReadOnlyList<PageLink> For(RequestIdentity? identity, EndpointDataSource endpoints, PageCaptions captions)
    {
        var routes = endpoints.Endpoints.OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. Pages.Where(page => identity?.May(page.Needed) == true && IsMapped(page.Path)).Select(page => new PageLink(page.Caption(captions), page.Path, page.Letter))];

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
/// <param name="Letter">The letter after g that opens the page.</param>
public sealed record PageLink(string Caption, string Path, string Letter);

/// <summary>The address of a page in a language. Later pages keep the language.</summary>
public sealed record LanguageLink(Language Language, string Address);
