using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.OData;

/// <summary>The program as a separate process over the reference data, with pages of eight rows.</summary>
public class PagedServer : IAsyncLifetime
{
    private readonly WarehouseProvider _engine;
    private TestWarehouse? _warehouse;
    private ServerProcess? _server;

    public PagedServer()
        : this(WarehouseProvider.Sqlite)
    {
    }

    private PagedServer(WarehouseProvider engine) => _engine = engine;

    public sealed class OnServer() : PagedServer(WarehouseProvider.SqlServer);

    public HttpClient Client => _server!.Client;

    /// <summary>Address of the feed, with a slash at the end.</summary>
    public string Feed => new Uri(Client.BaseAddress!, "/odata/").ToString();

    public async Task InitializeAsync()
    {
        if (TestServer.Lacks(_engine))
        {
            return;
        }

        _warehouse = await TestWarehouse.UnmigratedAsync(_engine);
        await ServerProcess.PrepareAsync(_warehouse, hasReferenceData: true);
        _server = await ServerProcess.StartAsync([.. ServerProcess.Over(_warehouse), ("OData:PageSize", "8")]);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_warehouse is not null)
        {
            await _warehouse.DisposeAsync();
        }
    }
}
