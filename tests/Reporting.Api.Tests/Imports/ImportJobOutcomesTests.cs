using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Warehouse.Imports.Queue;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Tests.Imports;

/// <summary>A completed import is never shown as running or lost, even if its end could not be recorded at once.</summary>
public abstract class ImportJobOutcomesTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ImportJobOutcomesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ImportJobOutcomesTests(WarehouseProvider.SqlServer);

    private string Refuse => engine == WarehouseProvider.Sqlite
        ? "CREATE TRIGGER NoEnd BEFORE UPDATE OF State ON ImportRun BEGIN SELECT RAISE(ABORT, 'no room'); END"
        : "CREATE TRIGGER NoEnd ON ImportRun AFTER UPDATE AS IF UPDATE(State) THROW 50001, 'no room', 1;";

    [EngineFact]
    public async Task An_end_that_could_not_be_recorded_is_recorded_when_there_is_space_again()
    {
        await using var app = ImportingApp.With(engine);
        await app.VersionAsync();
        await ExecuteAsync(app, Refuse);
        var (status, answer) = await app.SendAsync(File("late"));
        Assert.Equal(HttpStatusCode.Created, status);
        await ExecuteAsync(app, "DROP TRIGGER NoEnd");
        var run = Assert.Single(await app.HistoryAsync(), e => e.GetProperty("by").GetString() is not null);
        Assert.Equal(("taken", answer.GetProperty("dataVersion").GetInt64()), (run.GetProperty("state").GetString(), run.GetProperty("dataVersion").GetInt64()));
    }

    [EngineFact]
    public async Task A_completed_import_is_answered_while_its_audit_line_waits()
    {
        await using var app = ImportingApp.With(engine);
        await app.VersionAsync();
        await ExecuteAsync(app, engine == WarehouseProvider.Sqlite
            ? "CREATE TRIGGER NoLine BEFORE INSERT ON AuditEntry BEGIN SELECT RAISE(ABORT, 'no room'); END"
            : "CREATE TRIGGER NoLine ON AuditEntry AFTER INSERT AS THROW 50001, 'no room', 1;");
        Assert.Equal(HttpStatusCode.Created, (await app.SendAsync(File("unrecorded"))).Status);
        await ExecuteAsync(app, "DROP TRIGGER NoLine");
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while ((await app.JsonAsync("/api/v1/audit?action=import")).GetProperty("data").GetArrayLength() == 0)
        {
            await Task.Delay(100, late.Token);
        }
    }

    [EngineFact]
    public async Task A_run_whose_process_was_killed_after_the_commit_is_shown_as_taken()
    {
        await using var app = ImportingApp.With(engine);
        Assert.Equal(HttpStatusCode.Created, (await app.SendAsync(File("done"))).Status);
        var (store, history) = (app.Services.GetRequiredService<ImportJobStore>(), app.Services.GetRequiredService<ImportHistory>());
        var taken = (await history.ListAsync(default))[0];
        // The state that the killed process left: the end of its run was not recorded.
        await ExecuteAsync(app, $"UPDATE ImportRun SET State = 'running', ImportKey = NULL, EndedAt = NULL WHERE ImportKey = {taken.Key}");
        var killed = await AddAsync(store, app, "killed-before");
        await store.PlanAsync(killed, taken.Key + 1, "another file", default);

        var runs = await app.HistoryAsync();
        var settled = Assert.Single(runs, r => r.GetProperty("fileName").GetString() == taken.FileName);
        Assert.Equal(("taken", taken.Key), (settled.GetProperty("state").GetString(), settled.GetProperty("dataVersion").GetInt32()));
        Assert.Equal("running", Assert.Single(runs, r => r.GetProperty("fileName").GetString() == "killed-before").GetProperty("state").GetString());
    }

    private static string File(string code) => ImportingApp.Header + $"{code},T,2020,visit,,,\n";

    private static async Task<string> AddAsync(ImportJobStore store, ImportingApp app, string file)
    {
        var id = Guid.NewGuid().ToString("N");
        await store.AddAsync(new ImportJob(id, "somebody", "native", file, ImportState.Running, app.Services.GetRequiredService<TimeProvider>().GetUtcNow(), 0, 0), default);
        return id;
    }

    private static async Task ExecuteAsync(ImportingApp app, string sql)
    {
        await using var connection = await app.Services.GetRequiredService<OperationsConnections>().OpenWriteAsync();
        await connection.ExecuteAsync(sql);
    }
}
