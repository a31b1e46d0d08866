using Reporting.TestWarehouses;

namespace Reporting.Api.Tests;

/// <summary>The program over a database on the test server, for the tests of a class that is skipped where there is none.</summary>
public sealed class ServerApp : ReportingApp, IAsyncLifetime
{
    public ServerApp() => Engine = WarehouseProvider.SqlServer;

    public Task InitializeAsync() => TestServer.Lacks(Engine) ? Task.CompletedTask : PrepareAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();
}
