using Microsoft.Net.Http.Headers;
using Reporting.Api.Access.Identity;
using Reporting.Api.Requests;
using Reporting.Engine.Languages;

namespace Reporting.Api.Responses;

/// <summary>
/// The language of a response: the parameter <c>lang</c>, else on pages the language that was chosen last, else the browser's preferred language, else
/// English.
/// </summary>
internal static class RequestLanguage
{
    public const string Parameter = "lang";

    /// <summary>The cookie with the language of a page's reader.</summary>
    public const string CookieName = "reporting.language";

    /// <summary>The pairs of the request. If <c>lang</c> is missing, it is added from the browser's preference.</summary>
    public static IEnumerable<KeyValuePair<string, string>> PairsInLanguage(this HttpRequest request) => WithLanguage(request, Preferred(request));

    /// <summary>The pairs of a page. If <c>lang</c> is missing, it is added from the reader's language.</summary>
    public static IEnumerable<KeyValuePair<string, string>> PairsInPageLanguage(this HttpRequest request) => WithLanguage(request, ReaderLanguage(request));

    /// <summary>The language of a page. An unknown one is refused elsewhere, on a page in English.</summary>
    public static Language PageLanguage(this HttpRequest request) =>
        Language.Of((string?)request.Query[Parameter] ?? ReaderLanguage(request) ?? Language.English.Code);

    /// <summary>The language of a reader whose address names none. Null for English, which is the default.</summary>
    public static string? ReaderLanguage(HttpRequest request) =>
        Known(request.Cookies[CookieName]) is { } chosen ? (chosen == Language.English.Code ? null : chosen) : Preferred(request);

    /// <summary>Keeps the language that the address of a page names, for the pages that follow.</summary>
    public static void Remember(HttpContext context)
    {
        var request = context.Request;
        if (Known(request.Query[Parameter]) is not { } chosen || chosen == request.Cookies[CookieName] || context.Response.HasStarted)
        {
            return;
        }

        Keep(context, CookieName, chosen);
    }

    /// <summary>Keeps a reader's choice for a year.</summary>
    public static void Keep(HttpContext context, string cookie, string choice) => context.Response.Cookies.Append(cookie, choice, new CookieOptions
    {
        Path = CookiePath(context.Request),
        HttpOnly = true,
        IsEssential = true,
        SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        MaxAge = TimeSpan.FromDays(365),
    });

    public static string CookiePath(HttpRequest request) => (EditionRequest.Of(request.HttpContext)?.PathBase ?? request.PathBase) is { HasValue: true } path ? path.Value! : "/";

    private static IEnumerable<KeyValuePair<string, string>> WithLanguage(HttpRequest request, string? language)
    {
        if (request.Query.ContainsKey(Parameter))
        {
            return request.Pairs();
        }

        request.HttpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return language is null ? request.Pairs() : request.Pairs().Append(new(Parameter, language));
    }

    private static string? Known(string? code) => Language.All.FirstOrDefault(l => l.Code == code)?.Code;

    // Null for English, which is the default.
    private static string? Preferred(HttpRequest request)
    {
        if (request.Headers.AcceptLanguage.Count == 0 || !StringWithQualityHeaderValue.TryParseList([.. request.Headers.AcceptLanguage.OfType<string>()], out var languages))
        {
            return null;
        }

        var first = languages.Where(w => w.Quality is not 0)
            .OrderByDescending(w => w.Quality ?? 1)
            .Select(w => w.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(code => Known(code) is not null);
        return first == Language.English.Code ? null : first;
    }
}
