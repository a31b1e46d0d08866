using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Reporting.Engine.Access;
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
    private readonly string connectionString;
    private readonly WarehouseConnections connections;
    private readonly SemanticModel model = ModelReader.Read(Path.Combine("reports", "model", "engagements.yml"));
    private readonly SqlCompiler compiler = new(new SqliteDialect());
    private readonly MemberKeysReader keys;
    private readonly VisibleSetReader sets;
    private readonly AggregateRunner aggregates;
    private readonly EngagementRunner engagements;

    public BenchedWarehouse(string connectionString)
    {
        this.connectionString = connectionString;
        connections = new WarehouseConnections(new WarehouseOptions { ConnectionString = connectionString }, Directory.GetCurrentDirectory());
        var dialect = new SqliteDialect();
        keys = new MemberKeysReader(dialect);
        var answers = new ResultReader(compiler, new FillLimit(dialect, new OptionsWrapper<QuestionOptions>(new QuestionOptions())));
        var classifications = new ClassificationReader(model, ClassificationLevels.Usual, keys, dialect);
        var lanes = new WorkLanes(new OptionsWrapper<QuestionOptions>(new QuestionOptions()), connections, model);
        var versions = new DataVersionStore(connections);
        sets = new VisibleSetReader(dialect, versions, new OptionsWrapper<QuestionOptions>(new QuestionOptions()));
        var snapshots = new SnapshotReader(new QueryPlanner(model), keys, sets, versions, connections, lanes, NullLogger<SnapshotReader>.Instance);
        aggregates = new AggregateRunner(snapshots, answers, new ComposedReader(answers, new OptionsWrapper<QuestionOptions>(new QuestionOptions())), classifications);
        engagements = new EngagementRunner(snapshots, answers, new EngagementReader(dialect, model), classifications);
    }

    public Task AskAsync(UsualQuery question) => AskAsync(question, Caller.Local);

    public async Task AskAsync(UsualQuery question, Caller caller) => Check(await aggregates.RunAsync(Read(question), caller, null, CancellationToken.None));

    /// <summary>The part of the engagements that a caller sees.</summary>
    public async Task<double> ShareAsync(Caller caller) => await CountAsync(caller) / await CountAsync(Caller.Local);

    /// <summary>How much longer a question takes when the caller asks for the first time, in milliseconds.</summary>
    public async Task<double> FirstAsync(Caller caller)
    {
        var fresh = new BenchedWarehouse(connectionString);
        var begun = Stopwatch.GetTimestamp();
        await fresh.AskAsync(UsualQueries.All[0], caller);
        var first = Stopwatch.GetElapsedTime(begun);
        begun = Stopwatch.GetTimestamp();
        await fresh.AskAsync(UsualQueries.All[0], caller);
        return (first - Stopwatch.GetElapsedTime(begun)).TotalMilliseconds;
    }

    public string[] Codes(string table)
    {
        using var connection = new SqliteConnection(connectionString);
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

    /// <summary>A report of one year, not cached.</summary>
    public async Task<ReportDocument> DocumentAsync(string report, Caller caller)
    {
        var catalog = ReportCatalog.Read("reports", new ReportDefinitionReader(model));
        var parameters = new ReportParameters(new QueryParameters(model), TimeProvider.System);
        var question = parameters.Read(catalog.Find(report).Value!, [new("from", "2024"), new("to", "2024")], new FormatLimits(5_000, 30), caller).Value!;
        return (await new ReportRunner(model, ClassificationLevels.Usual, aggregates, engagements).RunAsync(question, caller, CancellationToken.None)).Value!;
    }

    public async Task<DataRows> OpenDataAsync() => (await engagements.OpenDataAsync(new ReportQuery { Measures = [] }, Caller.Local, CancellationToken.None)).Value!;

    public async Task<Measured> MeasureAsync(UsualQuery question, int rounds)
    {
        var query = Read(question);
        var bare = await StatementsAsync(query);
        var medians = await Timing.MediansAsync(
            rounds,
            async () => Check(await aggregates.RunAsync(query, Caller.Local, null, CancellationToken.None)),
            () => ReadAllAsync(question.Textbook.Select(sql => (sql, (IReadOnlyDictionary<string, object>)new Dictionary<string, object>()))),
            () => ReadAllAsync(bare));
        return new Measured(question, medians[0], medians[1], medians[2]);
    }

    public ValueTask DisposeAsync()
    {
        sets.Dispose();
        SqliteConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }

    private async Task<double> CountAsync(Caller caller) =>
        (long)(await aggregates.RunAsync(new ReportQuery { Measures = ["engagements"] }, caller, null, CancellationToken.None)).Value!.Rows[0].Values[0]!;

    private ReportQuery Read(UsualQuery question) =>
        new QueryParameters(model).Read(question.Question.Split('&').Select(p => p.Split('=', 2)).Select(p => new KeyValuePair<string, string>(p[0], p[1])), Caller.Local).Value!;

    private async Task<List<(string Sql, IReadOnlyDictionary<string, object> Parameters)>> StatementsAsync(ReportQuery query)
    {
        var planner = new QueryPlanner(model);
        await using var connection = await connections.OpenReadAsync();
        var known = await keys.ReadAsync(new DataVersion(0, null), planner.Attributes(query.Filters), PlannedScope.Everything, connection, CancellationToken.None);
        var compiled = compiler.Compile(QueryPlanner.Plan(query, model, PlannedScope.Everything, known).Value!);
        return [.. compiled.Totals.Select(t => t.Statement).Prepend(compiled.Rows).Select(s => (s.Text, s.Parameters))];
    }

    private async Task ReadAllAsync(IEnumerable<(string Sql, IReadOnlyDictionary<string, object> Parameters)> statements)
    {
        await using var connection = await connections.OpenReadAsync();
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
