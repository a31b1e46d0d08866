using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using System.Web;

namespace Reporting.Api.Tests.ImportPages;

/// <summary>A browser without scripts: it keeps cookies, sends forms with their token and follows redirects.</summary>
internal sealed partial class FormBrowser(HttpClient client) : IDisposable
{
    /// <param name="roles">Roles of the caller, for <see cref="Access.AppWithRoles"/>.</param>
    public static FormBrowser Of(ReportingApp app, string? key = null, string? roles = null)
    {
        var client = app.PlainClient(cookies: true);
        client.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        if (key is not null)
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", key);
        }

        if (roles is not null)
        {
            client.DefaultRequestHeaders.Add(Access.AppWithRoles.Header, roles);
        }

        return new FormBrowser(client);
    }

    /// <summary>The path of the page that was opened last.</summary>
    public string Path { get; private set; } = "/";

    public HttpStatusCode Status { get; private set; }

    /// <summary>The last page.</summary>
    public string Page { get; private set; } = "";

    /// <summary>The text of the last page.</summary>
    public string Text => HttpUtility.HtmlDecode(Tags().Replace(Page, " ")).ReplaceLineEndings(" ");

    public async Task<string> OpenAsync(string path)
    {
        Path = path;
        using var response = await client.GetAsync(path);
        return await ReadAsync(response);
    }

    /// <summary>Opens the page again until it no longer reloads itself.</summary>
    public async Task<string> UntilIdleAsync()
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            using var response = await client.GetAsync(Path, late.Token);
            var text = await ReadAsync(response);
            if (!response.Headers.Contains("Refresh") && response.StatusCode != HttpStatusCode.SeeOther)
            {
                return text;
            }

            await Task.Delay(50, late.Token);
        }
    }

    /// <summary>Sends a form of the last page, with its token.</summary>
    public async Task<string> SendAsync(string action, params (string Name, string Value)[] fields)
    {
        using var response = await client.PostAsync(action, new FormUrlEncodedContent([.. Token(), .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))]));
        return await ReadAsync(response);
    }

    public async Task<string> UploadAsync(string name, byte[] content)
    {
        await OpenAsync("/imports");
        using var form = new MultipartFormDataContent();
        foreach (var (field, value) in Token())
        {
            form.Add(new StringContent(value), field);
        }

        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", name);
        using var response = await client.PostAsync("/imports", form);
        return await ReadAsync(response);
    }

    public async Task<HttpResponseMessage> GetAsync(string path) => await client.GetAsync(path);

    public void Dispose() => client.Dispose();

    private async Task<string> ReadAsync(HttpResponseMessage response)
    {
        if (response.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.Found)
        {
            return await OpenAsync(response.Headers.Location!.ToString());
        }

        Status = response.StatusCode;
        return Page = await response.Content.ReadAsStringAsync();
    }

    private IEnumerable<KeyValuePair<string, string>> Token() =>
        Hidden().Matches(Page).Take(1).Select(m => new KeyValuePair<string, string>(m.Groups["name"].Value, HttpUtility.HtmlDecode(m.Groups["value"].Value)));

    [GeneratedRegex("""<input type="hidden" name="(?<name>__RequestVerificationToken)" value="(?<value>[^"]*)" />""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Hidden();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1_000)]
    private static partial Regex Tags();
}
