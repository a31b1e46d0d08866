using Microsoft.Data.Sqlite;

namespace Reporting.Api.Tests.OData;

/// <summary>The program as a process of its own, over the reference data, with pages of eight rows.</summary>
public sealed class PagedServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-feed-").FullName;
    private ServerProcess? _server;

    public HttpClient Client => _server!.Client;

    /// <summary>Address of the feed, with a slash at the end.</summary>
    public string Feed => new Uri(Client.BaseAddress!, "/odata/").ToString();

    public async Task InitializeAsync() =>
        _server = await ServerProcess.StartAsync(("Warehouse:ConnectionString", $"Data Source={Path.Combine(_folder, "reporting.db")}"), ("OData:PageSize", "8"));

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
