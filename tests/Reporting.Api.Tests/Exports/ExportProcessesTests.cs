using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Tests.Exports;

/// <summary>Jobs survive killed processes, and several processes share the jobs of one database.</summary>
public abstract class ExportProcessesTests(WarehouseProvider engine) : IAsyncLifetime
{
    public sealed class OnSqlite() : ExportProcessesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ExportProcessesTests(WarehouseProvider.SqlServer);

    // Two run at a time, and more wait.
    private static readonly int Jobs = TestRun.IsDeep ? 8 : 4;

    private TestWarehouse _warehouse = null!;

    private (string, string)[] Settings => [.. ServerProcess.Over(_warehouse), .. DemoDatabase.ExportsIn(_warehouse.Folder)];

    private string Files => Path.Combine(_warehouse.Folder, "exports");

    public async Task InitializeAsync()
    {
        _warehouse = await TestWarehouse.DemoAsync(DemoDatabase.Request, engine);
        await ServerProcess.PrepareAsync(_warehouse, hasReferenceData: false);
    }

    public Task DisposeAsync() => _warehouse.DisposeAsync().AsTask();

    [EngineFact]
    public async Task A_killed_process_loses_no_job()
    {
        var jobs = new List<string>();
        await using (var server = await ServerProcess.StartAsync(Settings))
        {
            for (var i = 0; i < Jobs; i++)
            {
                jobs.Add(await server.Client.AddAsync("xlsx", new { section = "data", from = 2000 + i }));
            }

            await ExportRequests.UntilAsync(() => Task.FromResult(Directory.Exists(Files) && Directory.GetFiles(Files, "*.part").Any(f => new FileInfo(f).Length > 0)));
            await server.KillAsync();
        }

        await using var again = await ServerProcess.StartAsync(Settings);
        foreach (var job in jobs)
        {
            var ended = await again.Client.EndAsync(job);
            Assert.True(ExportRequests.State(ended) == "done", ended.ToString());
            var bytes = await again.Client.GetByteArrayAsync(job + "/file");
            Assert.Equal(ended.GetProperty("file").GetProperty("bytes").GetInt64(), bytes.Length);
        }

        Assert.Equal(Jobs, Directory.GetFiles(Files).Length);
    }

    [EngineFact]
    public async Task Two_processes_share_the_jobs_and_run_each_once()
    {
        await using var first = await ServerProcess.StartAsync(Settings);
        await using var second = await ServerProcess.StartAsync(Settings);
        var jobs = await Task.WhenAll(Enumerable.Range(0, Jobs).Select(i => (i % 2 == 0 ? first : second).Client.AddAsync("csv", new { section = "data", from = 2000 + i })));
        foreach (var job in jobs)
        {
            Assert.Equal("done", ExportRequests.State(await second.Client.EndAsync(job)));
        }

        await using var connection = await new OperationsConnections(_warehouse.Options, _warehouse.Folder).OpenReadAsync();
        Assert.Equal((1, Jobs), await connection.QuerySingleAsync<(int, int)>("SELECT MAX(Attempts), COUNT(*) FROM ExportJob"));
        Assert.Equal(Jobs, Directory.GetFiles(Files).Length);
    }

    [EngineFact]
    public async Task Progress_never_decreases_and_deleting_a_running_job_stops_it()
    {
        await using var server = await ServerProcess.StartAsync([.. Settings, ("Exports:MaxConcurrent", "1")]);
        var jobs = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            jobs.Add(await server.Client.AddAsync("xlsx", new { section = "data" }));
        }

        await ExportRequests.UntilAsync(() => Task.FromResult(Directory.Exists(Files) && Directory.GetFiles(Files, "*.part").Length > 0));
        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.DeleteAsync(jobs[0])).StatusCode);
        var before = 0;
        var last = await server.Client.UntilAsync(jobs[2], job =>
        {
            var now = job.GetProperty("percent").GetInt32();
            Assert.True(now >= before, $"{before} % and then {now} %");
            before = now;
            return ExportRequests.State(job) == "done";
        });
        Assert.Equal(last.GetProperty("rowsInAll").GetInt64(), last.GetProperty("rows").GetInt64());
        await ExportRequests.UntilAsync(() => Task.FromResult(Directory.GetFiles(Files).Length == 2));
        Assert.Equal(2, (await server.Client.GetFromJsonAsync<JsonElement>(ExportRequests.Route)).GetArrayLength());
    }
}
