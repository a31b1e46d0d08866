using Microsoft.Data.Sqlite;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Problems;

namespace Reporting.TestWarehouses;

/// <summary>A real warehouse in a folder of its own: migrated by the product, filled with test data, asked through the product's only door, then deleted.</summary>
public sealed class TestWarehouse : IAsyncDisposable
{
    private readonly string _folder;
    private readonly QueryPlanner _planner;
    private readonly DataVersionStore _versions;
    private readonly MemberKeysReader _members;

    private TestWarehouse(string folder, WarehouseConnections connections, TestData data)
    {
        _folder = folder;
        Connections = connections;
        Data = data;
        Model = ModelReader.Read(RepositoryRoot.File("reports", "model", "engagements.yml"));
        _planner = new QueryPlanner(Model);
        _versions = new DataVersionStore(connections);
        _members = new MemberKeysReader(connections);
        var dialect = new SqliteDialect();
        var answers = new AnswerReader(new SqlCompiler(dialect));
        Runner = new QueryRunner(Model, _planner, answers, new EngagementReader(dialect, Model), new MemberReader(dialect, answers), _members, _versions, connections);
    }

    public TestData Data { get; }

    /// <summary>For another program that shall ask the same warehouse.</summary>
    public string ConnectionString => $"Data Source={Path.Combine(_folder, "warehouse.db")}";

    public WarehouseConnections Connections { get; }

    public SemanticModel Model { get; }

    public QueryRunner Runner { get; }

    public static async Task<TestWarehouse> CreateAsync(TestData data)
    {
        var folder = Directory.CreateTempSubdirectory("reporting-test-").FullName;
        var connections = new WarehouseConnections(new WarehouseOptions { ConnectionString = "Data Source=warehouse.db" }, folder);
        var warehouse = new TestWarehouse(folder, connections, data);
        try
        {
            await warehouse.FillAsync();
            return warehouse;
        }
        catch
        {
            await warehouse.DisposeAsync();
            throw;
        }
    }

    public Task<Outcome<ResultTable>> AskAsync(ReportQuery query, RowScope? scope = null) =>
        Runner.RunAsync(query, new Caller("test", scope ?? RowScope.Everything), CancellationToken.None);

    /// <summary>What the runner plans for a question, for tests that compile it for another engine.</summary>
    public async Task<Outcome<QueryPlan>> PlanAsync(ReportQuery query, RowScope? scope = null)
    {
        scope ??= RowScope.Everything;
        var version = await _versions.ReadAsync();
        return _planner.Plan(query, scope, await _members.ReadAsync(version, _planner.FilteredAttributes(query, scope), CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        if (!Connections.IsAbsent)
        {
            await using var read = await Connections.OpenReadAsync();
            await using var write = await Connections.OpenWriteAsync();
            SqliteConnection.ClearPool((SqliteConnection)read);
            SqliteConnection.ClearPool((SqliteConnection)write);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task FillAsync()
    {
        var migrator = new Migrator(Connections, TimeProvider.System, RepositoryRoot.File("sql"));
        if (!(await migrator.MigrateAsync()).IsValue(out _, out var problem))
        {
            throw new InvalidOperationException(problem.Message);
        }

        await using var connection = await Connections.OpenWriteAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await new StarWriter(Connections.Engine, transaction).WriteAsync(Data);
        await transaction.CommitAsync();
    }
}
