using Microsoft.Net.Http.Headers;
using Reporting.Api.Access;
using Reporting.Engine.Languages;

namespace Reporting.Api.Responses;

/// <summary>The language of what people read: <c>lang</c> says it, else what their browser prefers, else English.</summary>
internal static class RequestLanguage
{
    private const string Parameter = "lang";

    /// <summary>The request's pairs, with <c>lang</c> as the browser prefers it where the request does not say it.</summary>
    public static IEnumerable<KeyValuePair<string, string>> PairsInLanguage(this HttpRequest request)
    {
        if (request.Query.ContainsKey(Parameter))
        {
            return request.Pairs();
        }

        request.HttpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return Preferred(request) is { } code ? request.Pairs().Append(new(Parameter, code)) : request.Pairs();
    }

    /// <summary>As far as it is known without reading the question: for pages that refuse it.</summary>
    public static Language Language(this HttpRequest request) =>
        Engine.Languages.Language.Of((string?)request.Query[Parameter] ?? Preferred(request) ?? Engine.Languages.Language.English.Code);

    // Null for English: it is what is asked for where nothing is said.
    private static string? Preferred(HttpRequest request)
    {
        if (request.Headers.AcceptLanguage.Count == 0 || !StringWithQualityHeaderValue.TryParseList([.. request.Headers.AcceptLanguage.OfType<string>()], out var wanted))
        {
            return null;
        }

        var first = wanted.Where(w => w.Quality is not 0)
            .OrderByDescending(w => w.Quality ?? 1)
            .Select(w => w.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(code => Engine.Languages.Language.All.Any(l => l.Code == code));
        return first == Engine.Languages.Language.English.Code ? null : first;
    }
}
