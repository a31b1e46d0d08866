using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Access.Keys;
using Reporting.Api.Tests.Exports;
using Reporting.Api.Tests.ImportPages;
using Reporting.Api.Tests.Imports;
using Reporting.Api.Tests.Mail;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Pages;

/// <summary>A page of pages.txt.</summary>
internal sealed record CheckedPage(int Status, string Address);

/// <summary>Reads pages.txt, and makes what its addresses name.</summary>
internal static class CheckedPages
{
    public static async Task<IReadOnlyList<CheckedPage>> ReadAsync(ImportingApp app)
    {
        using var client = app.PlainClient();
        var ids = new Dictionary<string, string>
        {
            ["{subscription}"] = (await client.SubscribeAsync()).Id(),
            ["{alert}"] = await AlertAsync(client),
            ["{export}"] = await ExportAsync(client),
            ["{upload}"] = await UploadAsync(app, "Ref;Exercise;Signed;Countries\n71;Blue River;2031-02-03;India, Israel\n72;Red Hill;n/k;India\n"),
            ["{checked}"] = await UploadAsync(app, ImportingApp.Header + "checked-1,A,2031-13,meeting,space,new-one,person\n"),
            ["{key}"] = (await app.Services.GetRequiredService<KeyRing>().CreateAsync("Dana Levi", ["admin"], null, "test", CancellationToken.None)).Value!.Stored.Id,
        };
        var lines = await File.ReadAllLinesAsync(RepositoryRoot.File("tests", "Reporting.Api.Tests", "Pages", "pages.txt"));
        return [.. lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => Page(line, ids))];
    }

    private static CheckedPage Page(string line, Dictionary<string, string> ids)
    {
        var (status, address) = (line[..3], line[4..].Trim());
        foreach (var (name, id) in ids)
        {
            address = address.Replace(name, id, StringComparison.Ordinal);
        }

        return new CheckedPage(int.Parse(status, CultureInfo.InvariantCulture), address);
    }

    private static async Task<string> UploadAsync(ImportingApp app, string file)
    {
        using var browser = FormBrowser.Of(app);
        await browser.UploadAsync("visits.csv", Encoding.UTF8.GetBytes(file));
        await browser.UntilIdleAsync();
        return browser.Path[(browser.Path.LastIndexOf('/') + 1)..];
    }

    private static async Task<string> AlertAsync(HttpClient client)
    {
        using var made = await client.PostAsJsonAsync("/api/v1/alerts", new
        {
            name = "Busy domains", condition = new { kind = "above", value = 1 }, query = new { by = "domain" }, recipients = new[] { "asha@example.org" }, webhooks = new[] { "https://hooks.example.org/a" }, quietHours = 0,
        });
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).Id();
        using var checkedOnce = await client.PostAsync($"/api/v1/alerts/{id}/check", null);
        Assert.True(checkedOnce.IsSuccessStatusCode, await checkedOnce.Content.ReadAsStringAsync());
        return id;
    }

    private static async Task<string> ExportAsync(HttpClient client)
    {
        var job = await client.AddAsync("csv");
        await client.EndAsync(job);
        return job[(job.LastIndexOf('/') + 1)..];
    }
}
