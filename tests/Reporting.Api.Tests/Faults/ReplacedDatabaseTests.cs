using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.Imports;
using Reporting.Warehouse.Connections;

namespace Reporting.Api.Tests.Faults;

/// <summary>When a database file is deleted or replaced while the program runs, the program reports it and refuses writes that would be lost.</summary>
[Trait("Category", "Faults")]
public sealed class ReplacedDatabaseTests : IAsyncLifetime
{
    private readonly ImportingApp _app = new();

    private string Database => new SqliteConnectionStringBuilder(_app.Database).DataSource;

    public async Task InitializeAsync() => Assert.Equal(HttpStatusCode.Created, (await _app.SendAsync(Row("before"))).Status);

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("reporting.db")]
    [InlineData("reporting.operations.db")]
    [InlineData("reporting.db-wal")]
    public async Task A_moved_database_file_is_detected_and_so_is_its_return(string name)
    {
        var file = Path.Combine(Path.GetDirectoryName(Database)!, name);
        File.Move(file, file + ".away");
        await RefusesAsync();
        File.Move(file + ".away", file);
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync()).Status);
        Assert.Equal(HttpStatusCode.Created, (await _app.SendAsync(Row("after"))).Status);
    }

    [Fact]
    public async Task A_replaced_database_file_is_detected()
    {
        File.Copy(Database, Database + ".copy");
        File.Move(Database + ".copy", Database, overwrite: true);
        await RefusesAsync();
        using var client = _app.PlainClient();
        using var question = await client.GetAsync("/api/v1/aggregates?measures=engagements");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, question.StatusCode);
    }

    [Fact]
    public async Task A_file_damaged_in_place_gives_right_figures_or_a_named_refusal()
    {
        const string Path = "/api/v1/aggregates?measures=engagements&by=participant_country&limit={0}";
        using var client = _app.PlainClient();
        var before = await client.GetStringAsync(string.Format(CultureInfo.InvariantCulture, Path, 500));
        var engine = (SqliteEngine)_app.Services.GetRequiredService<WarehouseConnections>().Today;
        await engine.EmptyLogAsync(leave: 0);
        var whole = await File.ReadAllBytesAsync(Database);
        await WriteAsync([.. whole[..4096], .. Enumerable.Repeat((byte)0xA5, whole.Length - 4096)]);

        // Connections may hold pages that were read before.
        var codes = new List<string>();
        for (var limit = 501; limit < 505; limit++)
        {
            using var answer = await client.GetAsync(string.Format(CultureInfo.InvariantCulture, Path, limit));
            var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode} {json}");
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                Assert.Equal(JsonDocument.Parse(before).RootElement.GetProperty("data").GetRawText(), json.GetProperty("data").GetRawText());
            }
            else
            {
                codes.Add(json.GetProperty("code").GetString()!);
            }

            engine.ClearPools();
        }

        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.Equal("database-damaged", code));
        Assert.Equal("database-damaged", (await _app.SendAsync(Row("lost"))).Answer.GetProperty("code").GetString());

        await WriteAsync(whole);
        engine.ClearPools();
        Assert.Equal(HttpStatusCode.Created, (await _app.SendAsync(Row("after"))).Status);

        async Task WriteAsync(byte[] content)
        {
            await using var file = new FileStream(Database, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            await file.WriteAsync(content);
        }
    }

    private static string Row(string code) => ImportingApp.Header + $"{code},T,2020,visit,,,\n";

    private async Task RefusesAsync()
    {
        var (status, answer) = await ReadyAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "database-replaced"), (status, answer.GetProperty("code").GetString()));
        var (refused, why) = await _app.SendAsync(Row("lost"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "database-replaced"), (refused, why.GetProperty("code").GetString()));
        using var client = _app.PlainClient();
        using var live = await client.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> ReadyAsync()
    {
        using var client = _app.PlainClient();
        using var response = await client.GetAsync("/health/ready");
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
