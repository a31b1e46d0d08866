using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Models;

/// <summary>An analyst copies what docs/model.md gives, and nothing else: after a restart, or a reload, it stands everywhere.</summary>
public abstract class AnalystWalkTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : AnalystWalkTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : AnalystWalkTests(WarehouseProvider.SqlServer);

    private static readonly string[] Captions = ["Exercises", "Agreements per 10 meetings", "Share of cyber security", "Headcount of three years", "Region", "US fiscal year"];
    private static readonly string[] Ids = ["exercises", "agreements_per_10_meetings", "cyber_security_share", "three_year_headcount", "region", "fiscal_year_us"];

    [EngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_examples_of_the_page_work_everywhere_after_a_restart_or_a_reload(bool reloads)
    {
        await using var app = new InstalledApp { Engine = engine };
        using var client = await StartAsync(app, reloads);
        var row = (await JsonAsync(client, "/swagger/v1/swagger.json")).GetProperty("components").GetProperty("schemas").GetProperty("AggregateRow").GetProperty("properties");
        Assert.All(Ids, id => Assert.True(row.TryGetProperty(id, out _), id));

        var regions = (await JsonAsync(client, "/api/v1/aggregates?by=region&measures=engagements,exercises&region=south-asia")).GetProperty("data");
        Assert.Equal(("South Asia", 15), (regions[0].GetProperty("region_name").GetString(), regions[0].GetProperty("engagements").GetInt32()));
        var years = (await JsonAsync(client, "/api/v1/aggregates?by=fiscal_year_us&measures=engagements&fiscal_year_us=2025-26")).GetProperty("data");
        Assert.Equal("2025-26", years[0].GetProperty("fiscal_year_us").GetString());
        Assert.True((await JsonAsync(client, "/api/v1/aggregates?by=year&measures=agreements_per_10_meetings,cyber_security_share,three_year_headcount")).GetProperty("data").GetArrayLength() > 2);

        var feed = (await JsonAsync(client, "/odata/ByRegion?$filter=RegionCode eq 'south-asia'")).GetProperty("value")[0];
        Assert.Equal(("South Asia", 15), (feed.GetProperty("RegionName").GetString(), feed.GetProperty("Engagements").GetInt32()));
        Assert.Equal(years[0].GetProperty("engagements").GetInt32(), (await JsonAsync(client, "/odata/ByFiscalYearUs('2025-26')")).GetProperty("Engagements").GetInt32());
        Assert.All(["Year", "Exercises", "AgreementsPer10Meetings", "CyberSecurityShare", "ThreeYearHeadcount"], name => Assert.Contains($"Name=\"{name}\"", client.GetStringAsync("/odata/$metadata").Result, StringComparison.Ordinal));

        foreach (var page in new[] { "/reports/our-figures", "/api/v1/reports/our-figures/html" })
        {
            var text = WebUtility.HtmlDecode(await client.GetStringAsync(page));
            Assert.All(Captions, caption => Assert.Contains(caption, text, StringComparison.Ordinal));
        }

        Assert.Contains("Our figures", await client.GetStringAsync("/reports/our-figures"), StringComparison.Ordinal);
        using var workbook = new ZipArchive(new MemoryStream(await client.GetByteArrayAsync("/api/v1/reports/our-figures/xlsx")));
        var sheets = string.Concat(workbook.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(Text));
        Assert.All(Captions, caption => Assert.Contains(caption, sheets, StringComparison.Ordinal));
    }

    [TheoryNeeds("chromium", "pdftotext")]
    [InlineData(true)]
    public async Task The_examples_of_the_page_work_in_a_PDF(bool reloads)
    {
        await using var app = new InstalledApp { Engine = engine };
        using var client = await StartAsync(app, reloads);
        var file = Path.Combine(app.Root, "our-figures.pdf");
        await File.WriteAllBytesAsync(file, await client.GetByteArrayAsync("/api/v1/reports/our-figures/pdf"));
        var text = string.Join(' ', (await ExternalPrograms.RunAsync("pdftotext", ["-raw", file, "-"])).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(Captions, caption => Assert.Contains(caption, text, StringComparison.Ordinal));
    }

    private static async Task<HttpClient> StartAsync(InstalledApp app, bool reloads)
    {
        if (!reloads)
        {
            Follow(app);
        }

        var client = app.PlainClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", await app.KeyAsync("admin"));
        if (reloads)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/v1/aggregates?by=region")).StatusCode);
            Follow(app);
            using var reloaded = await client.PostAsync("/api/v1/model/reload", null);
            Assert.True(reloaded.IsSuccessStatusCode, await reloaded.Content.ReadAsStringAsync());
        }

        return client;
    }

    // As the page says: dimensions at the end of 'dimensions', measures at the end of the file, the report beside the others.
    private static void Follow(InstalledApp app)
    {
        var model = File.ReadAllText(app.ModelFile).Replace("\nmeasures:\n", $"\n{Block("## Adding dimensions")}\nmeasures:\n", StringComparison.Ordinal) + Block("## Add a measure");
        File.WriteAllText(app.ModelFile, model);
        File.WriteAllText(Path.Combine(app.Root, "reports", "our-figures.yml"), Block("## In files and on a page"));
    }

    // The first block below a heading.
    private static string Block(string heading)
    {
        var page = File.ReadAllText(RepositoryRoot.File("docs", "model.md"));
        return page[page.IndexOf(heading + "\n", StringComparison.Ordinal)..].Split("```yaml\n")[1].Split("```")[0];
    }

    private static async Task<JsonElement> JsonAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
