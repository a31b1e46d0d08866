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

/// <summary>
/// A real warehouse of its own, a SQLite file or a database on the server named by REPORTING_TEST_SQLSERVER: migrated by
/// the product, filled with test data, asked through the product's only door, then deleted.
/// </summary>
public sealed class TestWarehouse : IAsyncDisposable
{
    private readonly ITestDatabase _database;
    private readonly QueryPlanner _planner;
    private readonly DataVersionStore _versions;
    private readonly MemberKeysReader _members;

    private TestWarehouse(ITestDatabase database, TestData data)
    {
        _database = database;
        Connections = new WarehouseConnections(database.Options, Directory.GetCurrentDirectory());
        Data = data;
        Model = ModelReader.Read(RepositoryRoot.File("reports", "model", "engagements.yml"));
        _planner = new QueryPlanner(Model);
        _versions = new DataVersionStore(Connections);
        _members = new MemberKeysReader(Connections);
        var answers = new AnswerReader(new SqlCompiler(database.Dialect));
        Runner = new QueryRunner(
            Model, _planner, answers, new EngagementReader(database.Dialect, Model), new MemberReader(database.Dialect, answers), _members, _versions, database.Dialect, Connections);
    }

    public TestData Data { get; }

    /// <summary>For another program that shall ask the same warehouse.</summary>
    public string ConnectionString => _database.Options.ConnectionString;

    public WarehouseConnections Connections { get; }

    public SemanticModel Model { get; }

    public QueryRunner Runner { get; }

    /// <summary>A SQLite file.</summary>
    public static Task<TestWarehouse> CreateAsync(TestData data) => CreateAsync(new TestFile(), data);

    /// <summary>A database on the test server, see <see cref="TestServer"/>.</summary>
    public static Task<TestWarehouse> CreateOnServerAsync(TestData data) => CreateAsync(new TestServerDatabase(), data);

    private static async Task<TestWarehouse> CreateAsync(ITestDatabase database, TestData data)
    {
        await database.CreateAsync();
        var warehouse = new TestWarehouse(database, data);
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

    public async ValueTask DisposeAsync() => await _database.DropAsync();

    private async Task FillAsync()
    {
        var migrator = new Migrator(Connections.Engine, TimeProvider.System, RepositoryRoot.File("sql"));
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
