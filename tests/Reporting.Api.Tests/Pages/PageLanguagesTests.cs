using System.Net;
using System.Text.RegularExpressions;
using Reporting.Api.Pages.Languages;
using Reporting.Api.Tests.Imports;
using Reporting.Engine.Languages;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Pages;

/// <summary>The pages in the reader's language: by the address, then as remembered, then by the browser's preference.</summary>
public abstract partial class PageLanguagesTests(ImportingApp app)
{
    public sealed class OnSqlite(ImportingApp app) : PageLanguagesTests(app), IClassFixture<ImportingApp>;

    [OnServer]
    public sealed class OnSqlServer(ServerApp<ImportingApp> server) : PageLanguagesTests(server.App), IClassFixture<ServerApp<ImportingApp>>;

    private const string Report = "/reports/cooperation-by-year-and-domain";

    [EngineTheory]
    [InlineData("hi", "ltr", "अवलोकन")]
    [InlineData("he", "rtl", "סקירה")]
    public async Task A_language_of_the_address_holds_for_the_pages_after_it(string language, string direction, string reports)
    {
        using var browser = app.PlainClient(cookies: true);
        var home = await TextAsync(browser, $"/?lang={language}");
        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", home, StringComparison.Ordinal);
        Assert.Contains($"<h1>{reports}</h1>", home, StringComparison.Ordinal);

        // The cookie remembers it, whatever the browser prefers.
        browser.DefaultRequestHeaders.Add("Accept-Language", "en");
        Assert.Contains($"<html lang=\"{language}\"", await TextAsync(browser, "/exports"), StringComparison.Ordinal);
        using var report = await browser.GetAsync(Report + "?from=2022");
        Assert.Equal($"{Report}?from=2022&lang={language}", report.Headers.Location!.ToString());
        Assert.Contains($"<html lang=\"{language}\"", await TextAsync(browser, "/reports/none", HttpStatusCode.NotFound), StringComparison.Ordinal);

        // English is chosen in the same way, and its addresses are short again.
        Assert.Contains("<html lang=\"en\" dir=\"ltr\">", await TextAsync(browser, Report + "?from=2022&lang=en"), StringComparison.Ordinal);
        Assert.Contains("<h1>Exports</h1>", await TextAsync(browser, "/exports"), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\" dir=\"ltr\">", await TextAsync(browser, Report + "?from=2022"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Without_a_choice_the_browser_decides_and_an_unknown_language_is_not_remembered()
    {
        using var browser = app.PlainClient(cookies: true);
        Assert.Contains("<html lang=\"en\" dir=\"ltr\">", await TextAsync(browser, "/"), StringComparison.Ordinal);
        browser.DefaultRequestHeaders.Add("Accept-Language", "fr, he;q=0.8, en;q=0.5");
        Assert.Contains("<html lang=\"he\" dir=\"rtl\">", await TextAsync(browser, "/"), StringComparison.Ordinal);
        using var unknown = await browser.GetAsync("/?lang=%22%3E%3Cscript%3E");
        Assert.DoesNotContain("reporting.language", string.Join(' ', unknown.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_page_links_to_itself_in_every_language_with_its_parameters()
    {
        using var browser = app.PlainClient(cookies: true);
        var page = await TextAsync(browser, "/engagements?year=2022&lang=he");
        foreach (var language in Language.All)
        {
            Assert.Contains($"<a href=\"/engagements?year=2022&amp;lang={language.Code}\" lang=\"{language.Code}\"", page, StringComparison.Ordinal);
        }
    }

    [EngineTheory]
    [InlineData("hi")]
    [InlineData("he")]
    public async Task No_sentence_of_a_page_stays_English(string language)
    {
        using var browser = app.PlainClient(cookies: true);
        browser.DefaultRequestHeaders.Add("Accept", "text/html,*/*;q=0.8");
        foreach (var (address, status) in new[]
        {
            ($"/?lang={language}", HttpStatusCode.OK), ($"{Report}?lang={language}&from=2022", HttpStatusCode.OK), ($"/reports/country-pair?lang={language}", HttpStatusCode.OK),
            ($"/reports/participant-profile?lang={language}&years=last_5_years", HttpStatusCode.OK), ($"{Report}/export?lang={language}", HttpStatusCode.OK), ("/exports", HttpStatusCode.OK),
            ("/subscriptions", HttpStatusCode.OK), ("/subscriptions/new", HttpStatusCode.OK), ("/subscriptions/new?report=country-pair", HttpStatusCode.OK), ("/sign-in", HttpStatusCode.OK),
            ($"/engagements?lang={language}&year=2022", HttpStatusCode.OK), ($"/changes?lang={language}&since=0", HttpStatusCode.OK), ("/members", HttpStatusCode.OK), ("/members/domain", HttpStatusCode.OK), ("/members/domain/none", HttpStatusCode.NotFound), ("/reports/none", HttpStatusCode.NotFound), ($"{Report}?lang={language}&from=x", HttpStatusCode.BadRequest),
            ("/exports/none", HttpStatusCode.NotFound), ("/subscriptions/none", HttpStatusCode.NotFound), ($"{Report}?lang={language}&domain=none&from=2022", HttpStatusCode.BadRequest), ("/connect", HttpStatusCode.OK),
            ("/imports", HttpStatusCode.OK), ("/imports/1", HttpStatusCode.OK), ("/imports/1/undo", HttpStatusCode.OK), ("/imports/files/none", HttpStatusCode.NotFound), ("/admin", HttpStatusCode.OK),
            ("/admin/keys", HttpStatusCode.OK), ("/admin/roles", HttpStatusCode.OK), ("/admin/audit", HttpStatusCode.OK), ("/admin/deliveries", HttpStatusCode.OK), ("/admin/health", HttpStatusCode.OK),
            ("/shortcuts", HttpStatusCode.OK), ("/no-such-page", HttpStatusCode.NotFound),
        })
        {
            var page = await TextAsync(browser, address, status);
            Assert.Contains($"lang=\"{language}\"", page, StringComparison.Ordinal);
            var own = WebUtility.HtmlDecode(Tags().Replace(Foreign().Replace(page, " "), " "));
            var stated = Stated().Replace(own, " ");
            Assert.True(!English().IsMatch(stated), $"{address}: {English().Match(stated).Value}");
        }
    }

    [Fact]
    public void Every_text_has_the_same_values_in_every_language()
    {
        foreach (var language in Language.All)
        {
            Compare(PageCaptions.In(Language.English), PageCaptions.In(language), language.Code);
        }
    }

    [Fact]
    public void Errors_have_a_title_and_a_sentence_in_every_language()
    {
        var (hindi, hebrew) = (ProblemCaptions.Hindi, ProblemCaptions.Hebrew);
        Assert.Equal(hindi.Codes.Keys, hebrew.Codes.Keys);
        Assert.Equal(hindi.Titles.Keys, hebrew.Titles.Keys);
        Assert.Equal(Enum.GetValues<Warehouse.Problems.ProblemKind>(), hindi.Kinds.Keys);
        Assert.Equal(hindi.Kinds.Keys, hebrew.Kinds.Keys);
        var catalogue = typeof(Warehouse.Problems.ErrorCodes).GetFields().Select(f => f.GetValue(null)).OfType<Warehouse.Problems.ErrorCode>().Select(c => c.Text).ToHashSet();
        Assert.Subset(catalogue, hindi.Codes.Keys.ToHashSet());
    }

    [Fact]
    public void What_the_checks_of_health_say_is_known_in_every_language()
    {
        Assert.Equal(HealthSentences.Hindi.Keys, HealthSentences.Hebrew.Keys);
        Assert.All(HealthSentences.Hindi.Concat(HealthSentences.Hebrew), sentence => Assert.Equal(Values(sentence.Key), Values(sentence.Value)));
        Assert.Equal("השעון מראה 2026-01-01, אבל הייבוא האחרון הוא מ־2026-02-02.", HealthSentences.Of("The clock shows 2026-01-01, but the last import is from 2026-02-02.", Language.Hebrew));

        // A sentence that a check words anew would stay English.
        var checks = string.Concat(Directory.EnumerateFiles(RepositoryRoot.File("src", "Reporting.Api", "HealthChecks"), "*.cs").Select(File.ReadAllText)).Replace("\\\"", "\"", StringComparison.Ordinal);
        Assert.All(HealthSentences.Hebrew.Keys, sentence => Assert.All(Placeholder().Split(sentence), part => Assert.Contains(part, checks, StringComparison.Ordinal)));
    }

    // Compares the placeholders of all texts, through all groups.
    private static void Compare(object english, object own, string language)
    {
        foreach (var property in english.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0))
        {
            var (there, here) = (property.GetValue(english), property.GetValue(own));
            if (there is string text)
            {
                Assert.Equal((language, property.Name, Values(text)), (language, property.Name, Values((string)here!)));
            }
            else if (there is IReadOnlyDictionary<string, string> words && own is not ProblemCaptions)
            {
                Assert.Equal((language, property.Name, string.Join(' ', words.Keys)), (language, property.Name, string.Join(' ', ((IReadOnlyDictionary<string, string>)here!).Keys)));
            }
            else if (there?.GetType().Namespace == typeof(PageCaptions).Namespace)
            {
                Compare(there!, here!, language);
            }
        }
    }

    private static string Values(string text) => string.Join(' ', Placeholder().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    private static async Task<string> TextAsync(HttpClient browser, string address, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await browser.GetAsync(address);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{address}: {response.StatusCode} {text}");
        return text;
    }

    // Elements in English, names from the data, styles and scripts.
    [GeneratedRegex("<(?<tag>span|div|a)[^>]* lang=\"en\".*?</\\k<tag>>|<(?<tag>style|script|bdi|title|code|option)\\b.*?</\\k<tag>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Foreign();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 2000)]
    private static partial Regex Tags();

    // What a person must write in English, and names of programs.
    [GeneratedRegex("daily 08:00.*?cron|last_5_years|this_year|previous_year|Asia/\\w+|Europe/\\w+|Excel|PDF|CSV|JSON|API|Chromium|qpdf", RegexOptions.Singleline, 2000)]
    private static partial Regex Stated();

    [GeneratedRegex("[A-Za-z]{2,} [A-Za-z]{2,}", RegexOptions.None, 2000)]
    private static partial Regex English();

    [GeneratedRegex("\\{[0-9a-z]+\\}", RegexOptions.None, 2000)]
    private static partial Regex Placeholder();
}
