using Microsoft.Net.Http.Headers;
using Reporting.Api.Access.Identity;
using Reporting.Engine.Languages;

namespace Reporting.Api.Responses;

/// <summary>The language of a response: the parameter <c>lang</c>, else the browser's preferred language, else English.</summary>
internal static class RequestLanguage
{
    private const string Parameter = "lang";

    /// <summary>The pairs of the request. If <c>lang</c> is missing, it is added from the browser's preference.</summary>
    public static IEnumerable<KeyValuePair<string, string>> PairsInLanguage(this HttpRequest request)
    {
        if (request.Query.ContainsKey(Parameter))
        {
            return request.Pairs();
        }

        request.HttpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return Preferred(request) is { } code ? request.Pairs().Append(new(Parameter, code)) : request.Pairs();
    }

    /// <summary>The language for pages with a problem, which are shown before the query is read.</summary>
    public static Language Language(this HttpRequest request) =>
        Engine.Languages.Language.Of((string?)request.Query[Parameter] ?? Preferred(request) ?? Engine.Languages.Language.English.Code);

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
            .FirstOrDefault(code => Engine.Languages.Language.All.Any(l => l.Code == code));
        return first == Engine.Languages.Language.English.Code ? null : first;
    }
}
