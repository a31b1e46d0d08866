using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Changes;
using Reporting.Engine.Comparisons;
using Reporting.Engine.Composition;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Feed;
using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;
using Reporting.Engine.Sql.Aggregates;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Copies;
using Reporting.Warehouse.Demo;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Problems;

namespace Reporting.TestWarehouses;

/// <summary>
/// A real warehouse for one test, in a SQLite file or a database on the test server. The product migrates it, a file as a copy of one (<see cref="MigratedFile"/>). It is
/// deleted at the end. It is either empty, for imports, or filled with test data directly. Queries run through the product's runners.
/// </summary>
public sealed class TestWarehouse : IAsyncDisposable
{
    /// <summary>The product's migration scripts.</summary>
    public static readonly string Scripts = RepositoryRoot.File("sql");

    private int _asked;
    private readonly ITestDatabase _database;
    private readonly CurrentModel _models;
    private readonly QueryPlanner _planner;
    private readonly DataVersionStore _versions;
    private readonly MemberKeysReader _members;

    private TestWarehouse(ITestDatabase database, TestData data, SemanticModel? model)
    {
        _database = database;
        Connections = new WarehouseConnections(database.Options, database.Folder);
        Imports = new ImportRunner(Connections, Clock);
        Data = data;
        Model = model ?? ShippedModel.Value;
        _models = new CurrentModel(Model);
        _planner = new QueryPlanner(_models);
        _versions = new DataVersionStore(Connections);
        _members = new MemberKeysReader(database.Dialect);
        Sets = new EntitySets(Model);
        Runners = RunnersOver(Connections);
    }

    public TestData Data { get; }

    /// <summary>The settings, for other programs or connections that use the same warehouse.</summary>
    public WarehouseOptions Options => _database.Options;

    public string ConnectionString => Options.ConnectionString;

    /// <summary>A folder for the test's files.</summary>
    public string Folder => _database.Folder;

    public FixedClock Clock { get; } = new();

    public WarehouseConnections Connections { get; }

    public ImportRunner Imports { get; }

    public SemanticModel Model { get; }

    public Runners Runners { get; }

    public EntitySets Sets { get; }

    /// <summary>A database without tables. On SQLite the file does not exist either.</summary>
    public static async Task<TestWarehouse> UnmigratedAsync(WarehouseProvider engine = WarehouseProvider.Sqlite, TestData? data = null, SemanticModel? model = null)
    {
        var database = TestDatabase.On(engine);
        await database.CreateAsync();
        return new TestWarehouse(database, data ?? TestData.Empty, model);
    }

    /// <summary>A migrated, empty warehouse.</summary>
    public static Task<TestWarehouse> CreateAsync(WarehouseProvider engine = WarehouseProvider.Sqlite) => CreateAsync(null, engine);

    /// <summary>A warehouse with test data as data version 1.</summary>
    /// <param name="model">Null for the shipped model.</param>
    public static async Task<TestWarehouse> CreateAsync(TestData? data, WarehouseProvider engine = WarehouseProvider.Sqlite, SemanticModel? model = null)
    {
        var warehouse = await UnmigratedAsync(engine, data, model);
        try
        {
            await warehouse.FillAsync(data);
            return warehouse;
        }
        catch
        {
            await warehouse.DisposeAsync();
            throw;
        }
    }

    /// <summary>Invented engagements, generated as by <c>reporting demo generate</c> in a file. A server receives a copy.</summary>
    public static async Task<TestWarehouse> DemoAsync(DemoRequest request, WarehouseProvider engine)
    {
        var file = await CreateAsync(TestData.Empty);
        Check((await new DemoGenerator(file.Connections).RunAsync(request)).Problem);
        if (engine == WarehouseProvider.Sqlite)
        {
            return file;
        }

        await using (file)
        {
            var server = await UnmigratedAsync(engine);
            Check((await file.CopyAsync(server.Options)).Problem);
            return server;
        }
    }

    /// <summary>Copies the warehouse as <c>reporting copy</c> does.</summary>
    public Task<Outcome<CopyResult>> CopyAsync(WarehouseOptions to, bool verifyOnly = false) =>
        new CopyRunner(Connections, Both(Connections.Engine), options => Both(new WarehouseConnections(options, Folder).Engine), Folder, TimeProvider.System)
            .RunAsync(new CopyRequest(to, verifyOnly, _ => { }));

    public Migrator Migrator(string? scripts = null) => new(Connections.Engine, Clock, scripts ?? Scripts);

    /// <summary>Imports a readable file. Errors in engagements are in the result.</summary>
    public async Task<ImportResult> ImportAsync(string csv, bool dryRun = false, int maxRejected = 0)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var outcome = await Imports.RunAsync(new ImportRequest(content, "case.csv", DryRun: dryRun, MaxRejected: maxRejected));
        return outcome.IsValue(out var result, out var problem) ? result : throw new InvalidOperationException($"{problem.Code}: {problem.Message}");
    }

    /// <summary>Every other query is asked as one of a page, whose filters are found once.</summary>
    public Task<Outcome<ResultTable>> AskAsync(ReportQuery query, RowScope? scope = null) =>
        Runners.Aggregates.RunAsync(query, new Caller("test", [], scope ?? RowScope.Everything, Visibility.Everything), null, CancellationToken.None, sharesFilters: Interlocked.Increment(ref _asked) % 2 == 0);

    /// <summary>The warehouse as an edition of another one.</summary>
    /// <param name="id">Of one edition alone, because answers are kept by it.</param>
    public OpenEdition AsEdition(string id, SemanticModel? model = null) => new(
        new Edition { Id = id, IsFinal = true, Note = "", Maker = "test", MadeAt = TestData.ImportedAt, DataVersion = 1, Engagements = 0, Bytes = 0, Tables = [], Reports = new Dictionary<string, string>() },
        new FrozenDatabase(id, DateOnly.FromDateTime(TestData.ImportedAt.UtcDateTime), Connections.Today),
        model ?? Model);

    /// <summary>The runner's plan for a query, for tests that compile it for another engine.</summary>
    public async Task<Outcome<QueryPlan>> PlanAsync(ReportQuery query, RowScope? scope = null)
    {
        scope ??= RowScope.Everything;
        await using var connection = await Connections.OpenReadAsync();
        var version = await _versions.ReadAsync(connection);
        var named = await _members.ReadAsync(version, _planner.Attributes(scope.Alternatives.SelectMany(r => r)), PlannedScope.Everything, connection, CancellationToken.None);
        var planned = _planner.Plan(scope, named);
        return QueryPlanner.Plan(query, Model, planned, await _members.ReadAsync(version, _planner.Members(query), planned, connection, CancellationToken.None))
            .Then<QueryPlan>(plan => plan with { Commitments = new PlannedCommitments(0, "[]", "[]", new Dictionary<string, string>()) });
    }

    /// <summary>Begins a new data version. Given data to keep, it first deletes all other engagements without a trace.</summary>
    /// <param name="version">Null writes all the data as version 1.</param>
    /// <param name="kept">Null leaves the engagements as they are.</param>
    public async Task RefillAsync(int? version, TestData? kept)
    {
        await using var connection = await Connections.OpenWriteAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var writer = new StarWriter(Connections.Engine, transaction);
        if (kept is not null)
        {
            await writer.ClearAsync();
        }

        if (kept is not null || version is null)
        {
            await writer.WriteAsync(Data);
        }

        if (kept is not null)
        {
            await writer.DeleteAsync(Data.Engagements.Select(e => e.Code).Except(kept.Engagements.Select(e => e.Code), StringComparer.Ordinal));
        }

        if (version is { } next)
        {
            await writer.WriteImportAsync(next);
        }

        await transaction.CommitAsync();

        // As after an import: without statistics, SQLite answers some queries of a few rows in seconds.
        if (Connections.Engine is SqliteEngine)
        {
            await connection.ExecuteAsync(SqliteEngine.Statistics);
        }
    }

    /// <summary>Begins a new data version in which nothing changed, so that the version before can be rebuilt.</summary>
    public async Task AddVersionAsync(int version)
    {
        await using var connection = await Connections.OpenWriteAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await new StarWriter(Connections.Engine, transaction).WriteImportAsync(version, keepsChanges: true);
        await transaction.CommitAsync();
    }

    /// <summary>Rows as values joined by '|': null as an empty text, booleans as 1 and 0, dates and instants in ISO 8601, on every engine.</summary>
    public async Task<List<string>> RowsAsync(string sql)
    {
        await using var connection = await Connections.OpenReadAsync();
        var rows = await connection.QueryAsync(sql);
        return [.. rows.Select(row => string.Join('|', ((IDictionary<string, object?>)row).Values.Select(Plain)))];
    }

    public Task<List<string>> TablesAsync() => RowsAsync(_database.TablesSql);

    /// <summary>The whole content of the database, for comparing before and after.</summary>
    public async Task<string> ContentAsync()
    {
        var all = new StringBuilder();
        foreach (var table in await TablesAsync())
        {
            all.AppendLine(table).AppendJoin('\n', (await RowsAsync($"SELECT * FROM {table}")).Order(StringComparer.Ordinal));
        }

        return all.ToString();
    }

    /// <summary>The product's runners on other connections to the same database, for example those of another login.</summary>
    public Runners RunnersOver(WarehouseConnections connections, QueryOptions? options = null)
    {
        var (versions, members) = (new DataVersionStore(connections), new MemberKeysReader(_database.Dialect));
        var visibleSets = new VisibleSetReader(_database.Dialect, versions, new OptionsWrapper<QueryOptions>(options ?? new QueryOptions())) { MinKeys = 0 };
        var answers = new ResultReader(new SqlCompiler(_database.Dialect), new FillLimit(_database.Dialect, new OptionsWrapper<QueryOptions>(new QueryOptions())));
        var composed = new ComposedReader(answers, new OptionsWrapper<QueryOptions>(new QueryOptions()));
        var classifications = new ClassificationReader(Model, ClassificationLevels.Usual, members, _database.Dialect);
        var lanes = new WorkLanes(new OptionsWrapper<QueryOptions>(options ?? new QueryOptions()), connections, Model);
        var snapshots = new SnapshotReader(_planner, members, visibleSets, new CommitmentSetReader(_database.Dialect, _models, versions), versions, connections, lanes, NullLogger<SnapshotReader>.Instance);
        var aggregates = new AggregateRunner(snapshots, answers, composed, classifications);
        var engagements = new EngagementRunner(snapshots, answers, new EngagementReader(_database.Dialect, Model), classifications);
        var cache = new ResultCache(new OptionsWrapper<CacheOptions>(new CacheOptions()), new DefinitionsVersion("test"), versions);
        var changes = new ChangesRunner(snapshots, new ChangesReader(_database.Dialect, Model, new EngagementReader(_database.Dialect, Model)), new EngagementCellReader(_database.Dialect), classifications, ClassificationLevels.Usual, Model);
        var commitments = new CommitmentRunner(snapshots, classifications, _database.Dialect, Model);
        var completeness = new CompletenessRunner(snapshots, classifications, _database.Dialect, Model);
        var tables = new TableCache(cache, aggregates);
        var comparisons = new ComparisonRunner(tables, changes, cache, ClassificationLevels.Usual, _models, connections);
        return new Runners(
            aggregates,
            engagements,
            new ReportRunner(Model, ClassificationLevels.Usual, tables, engagements, changes, commitments, completeness, comparisons, lanes),
            new MemberRunner(snapshots, Model, new MemberReader(_database.Dialect, answers), members),
            new FeedRunner(snapshots, Model, Sets, new FeedReader(_database.Dialect, connections), composed, changes, classifications),
            snapshots,
            visibleSets,
            changes,
            comparisons,
            commitments,
            completeness);
    }

    public async ValueTask DisposeAsync() => await _database.DropAsync();

    private static object? Plain(object? value) => value switch
    {
        bool truth => truth ? 1 : 0,
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        _ => value,
    };

    internal async Task MigrateAsync() => Check((await Migrator().MigrateAsync()).Problem);

    private async Task FillAsync(TestData? data)
    {
        if (_database is TestFile file)
        {
            await MigratedFile.CopyToAsync(file.Path);
        }
        else
        {
            await MigrateAsync();
        }

        if (data is not null)
        {
            await RefillAsync(null, null);
        }
    }

    private static DatabaseMigrator Both(IWarehouseEngine engine) => new(
        new Migrator(engine, TimeProvider.System, Scripts),
        new Migrator(engine, TimeProvider.System, Path.Combine(Scripts, "operations"), "OperationsMigration"),
        new ExtrasMigrator(engine, TimeProvider.System, Path.Combine(Scripts, "extras")));

    private static void Check(Problem? problem)
    {
        if (problem is not null)
        {
            throw new InvalidOperationException($"{problem.Code}: {problem.Message}");
        }
    }
}

/// <summary>The runners that answer queries about a warehouse.</summary>
public sealed record Runners(AggregateRunner Aggregates, EngagementRunner Engagements, ReportRunner Reports, MemberRunner Members, FeedRunner Feed, SnapshotReader Snapshots, VisibleSetReader VisibleSets, ChangesRunner Changes, ComparisonRunner Comparisons, CommitmentRunner Commitments, CompletenessRunner Completeness);
