using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Reporting.Api.Tests.Imports;

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
