namespace Reporting.Api.Tests;

/// <summary>The program over a database on the test server, for the server half of a test class.</summary>
public sealed class ServerApp<TApp> : IAsyncLifetime
    where TApp : ReportingApp, new()
{
    public TApp App { get; } = new() { Engine = WarehouseProvider.SqlServer };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await App.DisposeAsync();
}
