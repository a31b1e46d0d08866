using System.Net;
using System.Text.RegularExpressions;
using System.Web;

namespace Reporting.Api.Tests.Access;

/// <summary>A person at a browser, with cookies and forms. It does not follow redirects.</summary>
internal static partial class BrowserSignIn
{
    public static HttpClient Browser(this ReportingApp app)
    {
        var client = app.PlainClient(cookies: true);
        client.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        return client;
    }

    public static async Task<HttpResponseMessage> SignInAsync(this HttpClient browser, string address, string key) =>
        await browser.PostAsync("/sign-in", Form(await browser.GetStringAsync(address), new KeyValuePair<string, string>("key", key)));

    public static async Task<HttpResponseMessage> ThroughProviderAsync(this HttpClient browser)
    {
        var page = await browser.GetStringAsync("/sign-in?returnUrl=%2Fapi%2Fv1%2Fmodel");
        using var begun = await browser.GetAsync(HttpUtility.HtmlDecode(ProviderLink().Match(page).Groups["link"].Value));
        using var provider = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await provider.GetAsync(begun.Headers.Location);
        return await browser.GetAsync(answer.Headers.Location!.PathAndQuery);
    }

    public static async Task<HttpResponseMessage> SignOutAsync(this HttpClient browser) => await browser.PostAsync("/sign-out", Form(await browser.GetStringAsync("/sign-in")));

    /// <summary>OK for a signed-in person; Found for others.</summary>
    public static async Task<HttpStatusCode> StatusAsync(this HttpClient browser)
    {
        using var response = await browser.GetAsync("/api/v1/model");
        return response.StatusCode;
    }

    private static FormUrlEncodedContent Form(string page, params KeyValuePair<string, string>[] filled) =>
        new([.. Hidden().Matches(page).Select(m => new KeyValuePair<string, string>(m.Groups["name"].Value, HttpUtility.HtmlDecode(m.Groups["value"].Value))), .. filled]);

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)" />""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Hidden();

    [GeneratedRegex("""href="(?<link>[^"]*/sign-in/provider[^"]*)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex ProviderLink();
}
