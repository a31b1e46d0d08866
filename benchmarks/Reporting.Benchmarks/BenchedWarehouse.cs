using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Changes;
using Reporting.Engine.Comparisons;
using Reporting.Engine.Composition;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Engine.Sql;
using Reporting.Engine.Sql.Aggregates;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Benchmarks;

/// <summary>One database file, queried in three ways through the same driver.</summary>
internal sealed class BenchedWarehouse : IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly WarehouseConnections _connections;
    private readonly SemanticModel _model = ModelReader.Read(Path.Combine("reports", "model", "engagements.yml"));
    private readonly SqlCompiler _compiler = new(new SqliteDialect());
    private readonly MemberKeysReader _keys;
    private readonly VisibleSetReader _sets;
    private readonly AggregateRunner _aggregates;
    private readonly EngagementRunner _engagements;
    private readonly ReportRunner _reports;
    private ReportCatalog? _catalog;

    public BenchedWarehouse(string connectionString)
    {
        _connectionString = connectionString;
        _connections = new WarehouseConnections(new WarehouseOptions { ConnectionString = connectionString }, Directory.GetCurrentDirectory());
        var dialect = new SqliteDialect();
        _keys = new MemberKeysReader(dialect);
        var answers = new ResultReader(_compiler, new FillLimit(dialect, new OptionsWrapper<QueryOptions>(new QueryOptions())));
        var classifications = new ClassificationReader(_model, ClassificationLevels.Usual, _keys, dialect);
        var lanes = new WorkLanes(new OptionsWrapper<QueryOptions>(new QueryOptions()), _connections, _model);
        var versions = new DataVersionStore(_connections);
        _sets = new VisibleSetReader(dialect, versions, new OptionsWrapper<QueryOptions>(new QueryOptions()));
        var snapshots = new SnapshotReader(new QueryPlanner(_model), _keys, _sets, new CommitmentSetReader(dialect, _model, versions), versions, _connections, lanes, NullLogger<SnapshotReader>.Instance);
        _aggregates = new AggregateRunner(snapshots, answers, new ComposedReader(answers, new OptionsWrapper<QueryOptions>(new QueryOptions())), classifications);
        _engagements = new EngagementRunner(snapshots, answers, new EngagementReader(dialect, _model), classifications);
        var changes = new ChangesRunner(snapshots, new ChangesReader(dialect, _model, new EngagementReader(dialect, _model)), new EngagementCellReader(dialect), classifications, ClassificationLevels.Usual, _model);
        var nothingKept = new ResultCache(new OptionsWrapper<CacheOptions>(new CacheOptions { Enabled = false }), new DefinitionsVersion("benchmark"), versions);
        var tables = new TableCache(nothingKept, _aggregates);
        var comparisons = new ComparisonRunner(tables, changes, nothingKept, ClassificationLevels.Usual, _model, _connections);
        var commitments = new CommitmentRunner(snapshots, classifications, dialect, _model);
        _reports = new ReportRunner(_model, ClassificationLevels.Usual, tables, _engagements, changes, commitments, new CompletenessRunner(snapshots, classifications, dialect, _model), comparisons, lanes);
    }

    public Task AskAsync(UsualQuery question) => AskAsync(question, Caller.Local);

    public async Task AskAsync(UsualQuery question, Caller caller) => Check(await _aggregates.RunAsync(Read(question), caller, null, CancellationToken.None));

    /// <summary>The part of the engagements that a caller sees.</summary>
    public async Task<double> ShareAsync(Caller caller) => await CountAsync(caller) / await CountAsync(Caller.Local);

    /// <summary>How much longer a question takes when the caller asks for the first time, in milliseconds.</summary>
    public async Task<double> FirstAsync(Caller caller)
    {
        var fresh = new BenchedWarehouse(_connectionString);
        var begun = Stopwatch.GetTimestamp();
        await fresh.AskAsync(UsualQueries.All[0], caller);
        var first = Stopwatch.GetElapsedTime(begun);
        begun = Stopwatch.GetTimestamp();
        await fresh.AskAsync(UsualQueries.All[0], caller);
        return (first - Stopwatch.GetElapsedTime(begun)).TotalMilliseconds;
    }

    public string[] Codes(string table)
    {
        using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT Code FROM {table} WHERE Code <> 'unknown' ORDER BY Code";
        using var reader = command.ExecuteReader();
        var codes = new List<string>();
        while (reader.Read())
        {
            codes.Add(reader.GetString(0));
        }

        return [.. codes];
    }

    /// <summary>A report, not cached. Its definition is read once, as in the service.</summary>
    public async Task<ReportDocument> DocumentAsync(string report, IEnumerable<KeyValuePair<string, string>> pairs, Caller caller)
    {
        _catalog ??= ReportCatalog.Read("reports", new ReportDefinitionReader(_model));
        var parameters = new ReportParameters(new QueryParameters(_model), TimeProvider.System);
        var question = parameters.Read(_catalog.Find(report).Value!, pairs, new FormatLimits(5_000, 30), caller).Value!;
        return (await _reports.RunAsync(question, caller, CancellationToken.None)).Value!;
    }

    public async Task<DataRows> OpenDataAsync(bool inColumns = false) => (await _engagements.OpenDataAsync(new ReportQuery { Measures = [] }, Caller.Local, CancellationToken.None, inColumns)).Value!;

    public async Task<Measured> MeasureAsync(UsualQuery question, int rounds)
    {
        var query = Read(question);
        var bare = await StatementsAsync(query);
        var medians = await Timing.MediansAsync(
            rounds,
            async () => Check(await _aggregates.RunAsync(query, Caller.Local, null, CancellationToken.None)),
            () => ReadAllAsync(question.Textbook.Select(sql => (sql, (IReadOnlyDictionary<string, object>)new Dictionary<string, object>()))),
            () => ReadAllAsync(bare));
        return new Measured(question, medians[0], medians[1], medians[2]);
    }

    public ValueTask DisposeAsync()
    {
        _sets.Dispose();
        SqliteConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }

    private async Task<double> CountAsync(Caller caller) =>
        (long)(await _aggregates.RunAsync(new ReportQuery { Measures = ["engagements"] }, caller, null, CancellationToken.None)).Value!.Rows[0].Values[0]!;

    private ReportQuery Read(UsualQuery question) =>
        new QueryParameters(_model).Read(question.Question.Split('&').Select(p => p.Split('=', 2)).Select(p => new KeyValuePair<string, string>(p[0], p[1])), Caller.Local).Value!;

    private async Task<List<(string Sql, IReadOnlyDictionary<string, object> Parameters)>> StatementsAsync(ReportQuery query)
    {
        var planner = new QueryPlanner(_model);
        await using var connection = await _connections.OpenReadAsync();
        var known = await _keys.ReadAsync(new DataVersion(0, null), planner.Attributes(query.Filters), PlannedScope.Everything, connection, CancellationToken.None);
        var compiled = _compiler.Compile(QueryPlanner.Plan(query, _model, PlannedScope.Everything, known).Value!);
        return [.. compiled.Totals.Select(t => t.Statement).Prepend(compiled.Rows).Select(s => (s.Text, s.Parameters))];
    }

    private async Task ReadAllAsync(IEnumerable<(string Sql, IReadOnlyDictionary<string, object> Parameters)> statements)
    {
        await using var connection = await _connections.OpenReadAsync();
        foreach (var (sql, parameters) in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            await using var reader = await command.ExecuteReaderAsync();
            var values = new object[reader.FieldCount];
            while (await reader.ReadAsync())
            {
                reader.GetValues(values);
            }
        }
    }

    private static void Check(Warehouse.Problems.Outcome<ResultTable> outcome)
    {
        if (!outcome.IsValue(out _, out var problem))
        {
            throw new InvalidOperationException(problem.Message);
        }
    }
}
