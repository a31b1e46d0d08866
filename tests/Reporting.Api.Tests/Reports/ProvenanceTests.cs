using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reporting.Api.Tests.Access;
using Reporting.Engine.Languages;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Api.Tests.Reports;

/// <summary>Files contain their provenance, are equal on every server, and can be verified by their hash.</summary>
[Collection("chromium")]
public abstract partial class ProvenanceTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ProvenanceTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ProvenanceTests(WarehouseProvider.SqlServer);

    private const string Report = "/api/v1/reports/cooperation-by-year-and-domain";

    private static readonly string[] Formats = ["json", "csv", "html", "xlsx", "pdf"];
    private static readonly string[] RowFormats = ["json", "csv", "xlsx"];

    /// <summary>All formats.</summary>
    [TheoryNeeds("chromium")]
    [InlineData("cooperation-by-year-and-domain")]
    public Task Two_separate_servers_make_the_same_bytes(string question) => CompareAsync(question);

    [TheoryNeeds("chromium", Deep = true)]
    [InlineData("yearly-review?year=2022")]
    [InlineData("domain-profile?domain=ai&years=2016..2025")]
    [InlineData("participant-profile")]
    [InlineData("country-pair?country=IN&partner=IL&years=2016..2025")]
    [InlineData("country-pairs")]
    [InlineData("data-quality")]
    public Task Two_separate_servers_make_the_same_bytes_of_the_other_reports(string question) => CompareAsync(question);

    [EngineFact]
    public async Task Every_format_contains_the_same_hash_which_is_that_of_the_JSON_without_it()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(12)).Rich(), engine);
        await using var app = new AppWithRoles { Warehouse = warehouse };
        var json = Encoding.UTF8.GetString(await app.BytesAsync(Report + "/json"));
        var hash = JsonDocument.Parse(json).RootElement.GetProperty("provenance").GetProperty("hash").GetString()!;
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(HashLine().Replace(json, string.Empty)))));
        Assert.Contains(hash, Encoding.UTF8.GetString(await app.BytesAsync(Report + "/html?detail=full")), StringComparison.Ordinal);
        var answer = await app.JsonAsync("/api/v1/verify?hash=" + hash.ToUpperInvariant());
        Assert.Equal((true, true, "current"), (answer.GetProperty("known").GetBoolean(), answer.GetProperty("current").GetBoolean(), answer.GetProperty("status").GetString()));
        Assert.Equal("cooperation-by-year-and-domain", answer.GetProperty("answer").GetProperty("report").GetString());
    }

    [EngineFact]
    public async Task Each_csv_row_behind_the_figures_contains_data_version_and_hash()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(15)).Rich(), engine);
        await using var app = new AppWithRoles { Warehouse = warehouse };
        var meta = (await app.JsonAsync(Report + "/json?section=data")).GetProperty("meta");
        var lines = Encoding.UTF8.GetString(await app.BytesAsync(Report + "/csv?section=data")).TrimEnd().Split("\r\n");
        Assert.EndsWith(",file_data_version,file_answer,file_handling", lines[0], StringComparison.Ordinal);
        var end = $",{meta.GetProperty("dataVersion").GetInt64()},{meta.GetProperty("hash").GetString()},{meta.GetProperty("handling").GetString()}";
        Assert.NotEqual(1, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.EndsWith(end, line, StringComparison.Ordinal));
        Assert.Equal("current", await StatusAsync(app, meta.GetProperty("hash").GetString()!, "admin"));
    }

    [EngineFact]
    public async Task Changed_figures_change_the_hash_and_the_old_one_is_not_current()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(13)).Rich(), engine);
        await using var app = new AppWithRoles { Warehouse = warehouse };
        var before = await HashAsync(app, Report + "/json");
        // Every other engagement is gone, so that figures change.
        await warehouse.RefillAsync(2, new TestData([.. warehouse.Data.Engagements.Where((_, i) => i % 2 == 0)]));
        Assert.NotEqual(before, await HashAsync(app, Report + "/json"));
        var answer = await app.JsonAsync("/api/v1/verify?hash=" + before);
        Assert.Equal((true, false, "not current"), (answer.GetProperty("known").GetBoolean(), answer.GetProperty("current").GetBoolean(), answer.GetProperty("status").GetString()));
        Assert.NotEqual(answer.GetProperty("dataVersion").GetInt64(), answer.GetProperty("answer").GetProperty("dataVersion").GetInt64());
    }

    [EngineFact]
    public async Task A_file_of_a_caller_who_sees_more_is_unknown_to_a_caller_who_sees_less()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(14)).Rich(), engine);
        var country = warehouse.Data.Engagements[0].Lines[0].Country;
        using var access = new TestAccess($$"""
            markings: [public, official, restricted]
            roles:
              all:
                permissions: [read, export]
                sees: {measures: [all], dimensions: [all], clearance: restricted}
              some:
                permissions: [read, export]
                sees:
                  measures: [all]
                  dimensions: [all]
                  clearance: restricted
                  rows:
                    - dimension: participant_country
                      any: [{{country}}]
              admin:
                permissions: [read, export, import, schedule, administer]
                sees: {measures: [all], dimensions: [all], clearance: restricted}
            """);
        await using var app = new AppWithRoles { Warehouse = warehouse, AccessRules = access.Path };
        var (whole, part) = (await HashAsync(app, Report + "/json", "all"), await HashAsync(app, Report + "/json", "some"));
        Assert.NotEqual(whole, part);
        Assert.Equal("current", await StatusAsync(app, whole, "all"));
        Assert.Equal("unknown", await StatusAsync(app, whole, "some"));
        Assert.Equal("current", await StatusAsync(app, part, "some"));
        Assert.Equal("current", await StatusAsync(app, part, "all"));
        Assert.Equal("unknown", await StatusAsync(app, new string('0', 64), "all"));
    }

    [EngineFact]
    public async Task An_invalid_hash_is_refused()
    {
        const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        await using var app = new AppWithRoles { Engine = engine };
        using var client = app.CreateClient();
        foreach (var query in (string[])["", "?hash=abc", "?hash=zz" + Hash[2..], "?hush=" + Hash, $"?hash={Hash}&hash={Hash}", $"?hash={Hash}&lang=en"])
        {
            using var response = await client.GetAsync("/api/v1/verify" + query);
            Assert.Equal((query, System.Net.HttpStatusCode.BadRequest), (query, response.StatusCode));
        }
    }

    private async Task CompareAsync(string question)
    {
        var (report, query) = question.Split('?') is [var name, var rest] ? (name, rest + "&") : (question, string.Empty);
        // The usual run makes the files of one language.
        var files = from language in TestRun.IsDeep ? Language.All : [Language.Hebrew]
                    from file in Formats.Select(format => (Format: format, Section: string.Empty)).Concat(RowFormats.Select(format => (Format: format, Section: "&section=data")))
                    select $"/api/v1/reports/{report}/{file.Format}?{query}lang={language.Code}{file.Section}";
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(11)).Rich(), engine);
        await ServerProcess.PrepareAsync(warehouse, hasReferenceData: false);
        await using var app = new ReportingApp { Warehouse = warehouse, Settings = new Dictionary<string, string> { ["Cache:Enabled"] = "false" } };
        await using var server = await ServerProcess.StartAsync([.. ServerProcess.Over(warehouse), ("Cache:Enabled", "false")]);
        foreach (var file in files)
        {
            var (here, there) = (await app.BytesAsync(file), await server.Client.GetByteArrayAsync(file));
            Assert.True(here.SequenceEqual(there), $"{file} differs");
        }
    }

    private static async Task<string> HashAsync(AppWithRoles app, string address, string roles = "admin") =>
        (await AskAsync(app, address, roles)).GetProperty("provenance").GetProperty("hash").GetString()!;

    private static async Task<string> StatusAsync(AppWithRoles app, string hash, string roles) =>
        (await AskAsync(app, "/api/v1/verify?hash=" + hash, roles)).GetProperty("status").GetString()!;

    private static async Task<JsonElement> AskAsync(AppWithRoles app, string address, string roles)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add(AppWithRoles.Header, roles);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    [GeneratedRegex(",\n *\"hash\": \"[0-9a-f]{64}\"", RegexOptions.None, 1000)]
    private static partial Regex HashLine();

    private sealed class TestAccess : IDisposable
    {
        public TestAccess(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"reporting-access-{Guid.NewGuid():N}.yml");

        public void Dispose() => File.Delete(Path);
    }
}
