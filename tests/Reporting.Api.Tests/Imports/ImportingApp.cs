using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Warehouse.Connections;

namespace Reporting.Api.Tests.Imports;

/// <summary>The program with administrators as callers, and the requests of import tests.</summary>
public sealed class ImportingApp : ReportingApp
{
    public const string Route = "/api/v1/imports";
    public const string Header = "Code,Title,Start,Type,Domain,Participant,ParticipantKind\n";

    public ImportingApp() => Settings = new Dictionary<string, string> { ["Access:Anonymous"] = "admin" };

    public static ImportingApp With(WarehouseProvider engine, params (string Name, string Value)[] settings) => With(engine, null, settings);

    public static ImportingApp With(WarehouseProvider engine, TimeProvider? clock, params (string Name, string Value)[] settings)
    {
        var app = new ImportingApp { Engine = engine, Clock = clock };
        app.Settings = app.Settings.Concat(settings.Select(s => new KeyValuePair<string, string>(s.Name, s.Value))).ToDictionary();
        return app;
    }

    public Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(string csv, string query = "") => SendAsync(new StringContent(csv, Encoding.UTF8, "text/csv"), query);

    public async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(HttpContent body, string query = "", HttpMethod? method = null)
    {
        using var client = PlainClient();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, Route + query) { Content = body };
        using var response = await client.SendAsync(request);
        if (response.StatusCode == HttpStatusCode.Created)
        {
            Assert.EndsWith($"{Route}/{Json(await response.Content.ReadAsStringAsync()).GetProperty("id").GetString()}", response.Headers.Location?.OriginalString, StringComparison.Ordinal);
        }

        return (response.StatusCode, Json(await response.Content.ReadAsStringAsync()));
    }

    public async Task<(HttpStatusCode Status, JsonElement Answer)> UndoAsync(string id)
    {
        using var client = PlainClient();
        using var response = await client.DeleteAsync($"{Route}/{id}");
        return (response.StatusCode, Json(await response.Content.ReadAsStringAsync()));
    }

    public async Task<List<JsonElement>> HistoryAsync() => [.. (await JsonAsync(Route)).GetProperty("data").EnumerateArray()];

    public async Task<long> VersionAsync() => (await JsonAsync("/api/v1/aggregates?measures=engagements")).GetProperty("meta").GetProperty("dataVersion").GetInt64();

    /// <summary>Holds the import lock, as another import or a migration would.</summary>
    public async Task<IAsyncDisposable> HoldTurnAsync()
    {
        var connections = Services.GetRequiredService<WarehouseConnections>();
        var connection = await connections.OpenWriteAsync();
        return new HeldTransaction(connection, await connections.Engine.BeginExclusiveAsync(connection, "Reporting.Star", TimeSpan.FromMinutes(1), default));
    }

    /// <summary>Waits until the history has this many imports in the state.</summary>
    public async Task UntilAsync(string state, int count)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while ((await HistoryAsync()).Count(e => e.GetProperty("state").GetString() == state) != count)
        {
            await Task.Delay(50, late.Token);
        }
    }

    private static JsonElement Json(string text) => text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;

    private sealed class HeldTransaction(System.Data.Common.DbConnection connection, System.Data.Common.DbTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
