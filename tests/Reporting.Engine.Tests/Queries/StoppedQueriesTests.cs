using System.Data.Common;
using Dapper;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Feed;
using Reporting.Engine.Members;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Connections;

namespace Reporting.Engine.Tests.Queries;

/// <summary>
/// An endless query of any kind is stopped when its caller leaves, and after the command timeout. The test replaces a table by an endless view,
/// so it does not depend on the speed of the machine.
/// </summary>
public sealed class StoppedQueriesTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TestWarehouse _warehouse = null!;

    public static TheoryData<string, string> Kinds => new()
    {
        { "aggregates", "BridgeEngagementDomain" },
        { "list", "DimEngagementType" },
        { "one", "DimEngagementType" },
        { "members", "DimParticipant" },
        { "codes", "DimDomain" },
        { "feed", "DimParticipant" },
        { "feed count", "DimParticipant" },
        { "data count", "BridgeEngagementDomain" },
        { "data rows", "DimPlace" },
    };

    public async Task InitializeAsync() => _warehouse = await TestWarehouse.CreateAsync(new TestData([.. Enumerable.Range(1, 20).Select(i => new TestEngagement { Code = $"E{i:00}" })]));

    public Task DisposeAsync() => _warehouse.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_query_stops_when_its_caller_leaves(string kind, string endless)
    {
        await MakeEndlessAsync(endless);
        using var leaving = new CancellationTokenSource();
        var asked = Task.Run(() => AskAsync(_warehouse.Runners, kind, leaving.Token));
        await Task.Delay(500);
        Assert.False(asked.IsCompleted, "It ended by itself.");

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(Patience));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_query_stops_after_the_command_timeout(string kind, string endless)
    {
        await MakeEndlessAsync(endless);
        var impatient = new WarehouseConnections(new WarehouseOptions { ConnectionString = _warehouse.ConnectionString, CommandTimeoutSeconds = 1 }, _warehouse.Folder);

        var failure = await Assert.ThrowsAnyAsync<DbException>(() => Task.Run(() => AskAsync(_warehouse.RunnersOver(impatient), kind, CancellationToken.None)).WaitAsync(Patience));

        Assert.Equal("database-timeout", DatabaseProblem.Of(failure)?.Code);
    }

    [Fact]
    public async Task After_a_stopped_query_its_connection_answers_others()
    {
        await MakeEndlessAsync("BridgeEngagementDomain");
        for (var i = 0; i < 20; i++)
        {
            using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(i));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => AskAsync(_warehouse.Runners, "aggregates", leaving.Token)).WaitAsync(Patience));
            Assert.Equal(20L, (await _warehouse.AskAsync(new ReportQuery { Measures = ["engagements"] })).Value!.Rows[0].Values[0]);
        }
    }

    [Fact]
    public async Task A_query_stops_when_its_temporary_files_become_too_large()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // The rows repeat endlessly, and the database must sort all of them before the first result.
        await MakeEndlessAsync("BridgeEngagementDomain", "1 = 1");
        var small = new WarehouseConnections(new WarehouseOptions { ConnectionString = _warehouse.ConnectionString, CommandTimeoutSeconds = 600, MaxTemporaryBytes = 1_000_000 }, _warehouse.Folder);
        await using var connection = await small.OpenReadAsync();
        using var watch = small.Engine.StopOn(connection, CancellationToken.None);

        var failure = await Assert.ThrowsAnyAsync<DbException>(() => Task.Run(() => connection.QueryAsync<long>("SELECT n FROM (SELECT EngagementKey * 1.5 + DomainKey AS n FROM BridgeEngagementDomain) ORDER BY n DESC")).WaitAsync(Patience));

        Assert.Equal("temporary-disk", DatabaseProblem.Of(failure)?.Code);
    }

    private async Task AskAsync(Runners runners, string kind, CancellationToken cancellationToken)
    {
        var caller = Caller.Local;
        var query = new ReportQuery { Measures = ["engagements"] };
        switch (kind)
        {
            case "aggregates":
                await runners.Aggregates.RunAsync(query with { By = ["domain"] }, caller, null, cancellationToken);
                break;
            case "list":
                await runners.Engagements.ListAsync(new EngagementQuery(query, null), caller, null, cancellationToken);
                break;
            case "one":
                await runners.Engagements.FindAsync("E01", "en", caller, null, cancellationToken);
                break;
            case "members":
                await runners.Members.ListAsync(new MemberQuery("participant", null, null, 10, "en"), caller, null, cancellationToken);
                break;
            case "codes":
                await runners.Members.KnownAsync("domain", caller, cancellationToken);
                break;
            case "feed" or "feed count":
                await using (var rows = (await runners.Feed.ReadAsync(new FeedQuery { Set = _warehouse.Sets.Find("Participants")!, Columns = [["Name"]], CountOnly = kind == "feed count" }, caller, cancellationToken)).Value!)
                {
                    while (await rows.NextAsync(cancellationToken))
                    {
                    }
                }

                break;
            default:
                await using (var rows = (await runners.Engagements.OpenDataAsync(query, caller, cancellationToken)).Value!)
                {
                    await foreach (var _ in rows.ReadAsync(cancellationToken))
                    {
                    }
                }

                break;
        }
    }

    private async Task MakeEndlessAsync(string table, string where = "n.i < 0")
    {
        await using var connection = await _warehouse.Connections.OpenWriteAsync();
        await connection.ExecuteAsync($"""
            PRAGMA foreign_keys = OFF;
            PRAGMA legacy_alter_table = ON;
            ALTER TABLE {table} RENAME TO {table}Once;
            CREATE VIEW {table} AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT t.* FROM n CROSS JOIN {table}Once t WHERE {where};
            """);
    }
}
