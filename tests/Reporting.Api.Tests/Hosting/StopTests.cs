using System.CommandLine;
using System.Net;
using System.Text;
using Reporting.Api.Commands;
using Reporting.Api.Tests.Imports;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Hosting;

/// <summary>A stopping process finishes its running requests first (docs/operations.md#containers).</summary>
[Trait("Category", "Faults")]
public abstract class StopTests(WarehouseProvider engine) : IAsyncLifetime
{
    public sealed class OnSqlite() : StopTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : StopTests(WarehouseProvider.SqlServer);

    private TestWarehouse _warehouse = null!;

    public async Task InitializeAsync()
    {
        _warehouse = await TestWarehouse.UnmigratedAsync(engine);
        await ServerProcess.PrepareAsync(_warehouse, hasReferenceData: true);
    }

    public Task DisposeAsync() => _warehouse.DisposeAsync().AsTask();

    [EngineFact]
    public async Task A_running_import_finishes_after_the_process_was_told_to_stop()
    {
        await using var server = await ServerProcess.StartAsync([.. ServerProcess.Over(_warehouse), ("Access:Anonymous", "admin")]);
        var body = new EndlessBody(Encoding.UTF8.GetBytes("Code,Title,Start,Type\nlate,T,2020,visit\n"));
        var sending = server.Client.PostAsync("/api/v1/imports", body);
        await body.Begun;
        var stopping = server.StopAsync();
        // Longer than the two seconds of the command line's library. Only waiting shows that the import is not stopped.
        await Task.Delay(4_000);
        Assert.False(stopping.IsCompleted);
        body.End();
        using var answer = await sending;
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(0, await stopping);
        Assert.Equal(["late"], await _warehouse.RowsAsync("SELECT Code FROM FactEngagement WHERE Code = 'late'"));
    }

    [EngineFact]
    public void The_server_uses_its_hosts_stop_time_and_commands_have_as_long()
    {
        Assert.Null(CommandLine.Invocation(CommandLine.Root().Parse("serve --urls http://localhost:1")).ProcessTerminationTimeout);
        Assert.All(
            ["import a.csv", "migrate", "copy --to x", "demo generate", "report x"],
            command => Assert.Equal(TimeSpan.FromSeconds(30), CommandLine.Invocation(CommandLine.Root().Parse(command)).ProcessTerminationTimeout));
    }
}
