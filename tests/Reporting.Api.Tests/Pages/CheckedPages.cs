using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Access.Keys;
using Reporting.Api.Embed;
using Reporting.Api.Pages;
using Reporting.Api.Tests.Exports;
using Reporting.Api.Tests.ImportPages;
using Reporting.Api.Tests.Imports;
using Reporting.Api.Tests.Mail;
using Reporting.Delivery.Editions;
using Reporting.Delivery.Links;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Pages;

/// <summary>A page of pages.txt.</summary>
internal sealed record CheckedPage(int Status, string Address);

/// <summary>Reads pages.txt, and makes what its addresses name.</summary>
internal static class CheckedPages
{
    private const string NoPage = "none ";

    // A report that a person could save in Explore; JSON is YAML.
    private const string Saved = """{"titles": {"en": "Kept"}, "descriptions": {"en": "Kept."}, "sections": [{"id": "by-year", "kind": "chart", "titles": {"en": "By year"}, "chart": "column", "categories": "year", "measure": "engagements"}]}""";

    public static async Task<IReadOnlyList<CheckedPage>> ReadAsync(ImportingApp app)
    {
        using var client = app.PlainClient();
        var (services, subscription, edition) = (app.Services, (await client.SubscribeAsync()).Id(), "checked");
        Assert.Null((await services.GetRequiredService<EditionPublisher>().PublishAsync(new NewEdition(edition, "final", "Checked.", "test"), CancellationToken.None)).Problem);
        var key = (await services.GetRequiredService<KeyRing>().CreateAsync("Dana Levi", ["admin"], null, "test", CancellationToken.None)).Value!.Stored.Id;
        var ids = new Dictionary<string, string>
        {
            ["{subscription}"] = subscription,
            ["{unsubscribe}"] = services.GetRequiredService<MailLinks>().OfUnsubscribe(subscription, "asha@example.org").Split('/')[^1],
            ["{edition}"] = edition,
            ["{link}"] = services.GetRequiredService<EmbedLinks>().Sign(new EmbedLink("cooperation-by-year-and-domain", key, services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(1))),
            ["{saved}"] = await SavedAsync(client),
            ["{alert}"] = await AlertAsync(client),
            ["{export}"] = await ExportAsync(client),
            ["{upload}"] = await UploadAsync(app, "Ref;Exercise;Signed;Countries\n71;Blue River;2031-02-03;India, Israel\n72;Red Hill;n/k;India\n"),
            ["{checked}"] = await UploadAsync(app, ImportingApp.Header + "checked-1,A,2031-13,meeting,space,new-one,person\n"),
            ["{key}"] = key,
        };
        return [.. (await LinesAsync()).Where(line => !line.StartsWith(NoPage, StringComparison.Ordinal)).Select(line => Page(line, ids))];
    }

    /// <summary>The routes of pages and the reports that have no line in pages.txt, and the lines after 'none' that are no route.</summary>
    public static async Task<IReadOnlyList<string>> NotCheckedAsync(EndpointDataSource endpoints, IReadOnlyList<string> reports)
    {
        var routes = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageMetadata>() is not null && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .ToDictionary(e => "/" + e.RoutePattern.RawText!.Trim('/'), e => (e.RoutePattern.InboundPrecedence, Matcher: new TemplateMatcher(TemplateParser.Parse(e.RoutePattern.RawText!.Trim('/')), [])));
        var lines = (await LinesAsync()).ToLookup(line => line.StartsWith(NoPage, StringComparison.Ordinal), line => line.Split(' ')[1].Split('?')[0]);
        var opened = lines[false].Select(path => routes.Where(r => r.Value.Matcher.TryMatch(path, [])).OrderBy(r => r.Value.InboundPrecedence).FirstOrDefault().Key).Concat(lines[true]).ToHashSet();
        return [.. routes.Keys.Except(opened), .. reports.Except(lines[false]), .. lines[true].Except(routes.Keys)];
    }

    private static async Task<IEnumerable<string>> LinesAsync() =>
        (await File.ReadAllLinesAsync(RepositoryRoot.File("tests", "Reporting.Api.Tests", "Pages", "pages.txt"))).Where(line => line.Length > 0 && line[0] != '#');

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

    private static async Task<string> SavedAsync(HttpClient client)
    {
        using var made = await client.PostAsync("/api/v1/reports", new StringContent(Saved, Encoding.UTF8, "application/json"));
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).Id();
    }

    private static async Task<string> AlertAsync(HttpClient client)
    {
        using var made = await client.PostAsJsonAsync("/api/v1/alerts", new
        {
            name = "Busy domains", condition = new { kind = "above", value = 1 }, query = new { by = "domain" }, recipients = new[] { "asha@example.org" }, webhooks = new[] { "https://hooks.example.org/a" }, quietHours = 0,
        });
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).Id();
        while (true)
        {
            // The server may check it at the same moment.
            using var checkedOnce = await client.PostAsync($"/api/v1/alerts/{id}/check", null);
            if (checkedOnce.StatusCode != HttpStatusCode.Conflict)
            {
                Assert.True(checkedOnce.IsSuccessStatusCode, await checkedOnce.Content.ReadAsStringAsync());
                return id;
            }
        }
    }

    private static async Task<string> ExportAsync(HttpClient client)
    {
        var job = await client.AddAsync("csv");
        await client.EndAsync(job);
        return job[(job.LastIndexOf('/') + 1)..];
    }
}
