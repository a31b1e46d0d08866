namespace Reporting.Api.Tests.Exports;

/// <summary>A separate process over <see cref="DemoDatabase"/>, for the tests of a class.</summary>
public sealed class LargeServer : IAsyncLifetime
{
    private readonly DemoDatabase _demo = new();

    public string Folder => _demo.Folder;

    internal ServerProcess Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _demo.InitializeAsync();
        Server = await ServerProcess.StartAsync(DemoDatabase.Settings(Folder));
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await _demo.DisposeAsync();
    }
}
