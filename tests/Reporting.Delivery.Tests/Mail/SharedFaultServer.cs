namespace Reporting.Delivery.Tests.Mail;

/// <summary>One server for all tests of a class; null if it cannot run.</summary>
public sealed class SharedFaultServer : IAsyncLifetime
{
    private FaultServer? _server;

    public FaultServer Server => _server!;

    public async Task InitializeAsync() => _server = FaultServer.Missing is null ? await FaultServer.StartAsync() : null;

    public Task DisposeAsync()
    {
        _server?.Dispose();
        return Task.CompletedTask;
    }
}
