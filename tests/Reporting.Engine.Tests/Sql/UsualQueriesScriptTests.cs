using System.Text;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Reporting.Benchmarks;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Engine.Sql.Aggregates;
using Reporting.TestWarehouses;

namespace Reporting.Engine.Tests.Sql;

/// <summary>
/// sql/diagnostics/usual-questions.sql contains the statements of the fifteen usual queries, as the driver sends them to a server.
/// REPORTING_UPDATE_CASES=1 writes it again.
/// </summary>
public sealed class UsualQueriesScriptTests
{
    private const string Header = """
        -- The fifteen usual questions as the program sends them, with what they cost: run it in the database of the warehouse with sqlcmd or any tool that shows
        -- messages. docs/performance-sql-server.md says which access path each is expected to take. To see the plans as well, switch STATISTICS XML on; to see
        -- them without running anything, put SET SHOWPLAN_XML ON and GO before the first question instead. Written by UsualQueriesScriptTests: do not edit.
        SET STATISTICS IO ON;
        SET STATISTICS TIME ON;
        -- SET STATISTICS XML ON;
        GO

        """;

    private static readonly string Script = RepositoryRoot.File("sql", "diagnostics", "usual-questions.sql");
    private static readonly SemanticModel Model = ShippedModel.Value;

    [Fact]
    public void The_script_equals_the_output_of_the_compiler()
    {
        var text = Write();
        if (Environment.GetEnvironmentVariable("REPORTING_UPDATE_CASES") == "1")
        {
            File.WriteAllText(Script, text);
        }

        Assert.Equal(File.ReadAllText(Script), text);
    }

    [Fact]
    public void The_script_and_its_embedded_statements_are_Transact_SQL()
    {
        var written = File.ReadAllText(Script);
        Assert.Empty(TransactSql.Errors(written));
        var script = (TSqlScript)new TSql170Parser(initialQuotedIdentifiers: true).Parse(new StringReader(written), out _);
        var texts = script.Batches.SelectMany(b => b.Statements).OfType<ExecuteStatement>()
            .Select(e => ((StringLiteral)e.ExecuteSpecification.ExecutableEntity.Parameters[0].ParameterValue).Value)
            .ToList();
        Assert.True(texts.Count >= UsualQueries.All.Count);
        Assert.All(texts, text => Assert.Empty(TransactSql.Errors(text)));
    }

    /// <summary>The page names the expected access path of each query, and only indexes that the scripts create.</summary>
    [Fact]
    public void The_page_has_a_line_for_every_query_and_names_existing_indexes()
    {
        var page = File.ReadAllText(RepositoryRoot.File("docs", "performance-sql-server.md"));
        Assert.All(UsualQueries.All.Index(), q => Assert.Contains($"\n| {q.Index + 1}. {q.Item.Name} | `", page, StringComparison.Ordinal));
        var scripts = string.Concat(Directory.GetFiles(RepositoryRoot.File("sql"), "*.sqlserver.sql").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        var named = page.Split('`').Where(word => word.StartsWith("IX_", StringComparison.Ordinal)).Distinct().ToList();
        Assert.NotEmpty(named);
        Assert.All(named, index => Assert.Contains($"INDEX {index} ON ", scripts, StringComparison.Ordinal));
    }

    private static string Write()
    {
        var text = new StringBuilder(Header.ReplaceLineEndings("\n"));
        foreach (var (number, question) in UsualQueries.All.Index())
        {
            text.Append($"PRINT N'{number + 1}. {Quoted(question.Name)}: {Quoted(question.Question)}';\nGO\n");
            var compiled = new SqlCompiler(new SqlServerDialect()).Compile(Plan(question.Question));
            Append(text, compiled.Rows);
            foreach (var totals in compiled.Totals)
            {
                Append(text, totals.Statement);
            }
        }

        return text.ToString();
    }

    // Statement and parameters are separate, as the driver sends them, so that the plan is the program's plan.
    private static void Append(StringBuilder text, CompiledStatement statement)
    {
        text.Append($"EXEC sp_executesql N'{Quoted(statement.Text.ReplaceLineEndings("\n"))}'");
        var parameters = statement.Parameters.OrderBy(p => p.Key.Length).ThenBy(p => p.Key, StringComparer.Ordinal).ToList();
        if (parameters.Count > 0)
        {
            text.Append($",\n    N'{string.Join(", ", parameters.Select(p => $"{p.Key} {Type(p.Value)}"))}',\n    {string.Join(", ", parameters.Select(p => $"{p.Key} = {Literal(p.Value)}"))}");
        }

        text.Append(";\nGO\n\n");
    }

    private static string Type(object value) => value switch
    {
        string s => $"nvarchar({s.Length})",
        long => "bigint",
        int => "int",
        _ => throw new NotSupportedException($"A parameter of {value.GetType()}."),
    };

    private static string Literal(object value) => value is string s ? $"N'{Quoted(s)}'" : FormattableString.Invariant($"{value}");

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    private static QueryPlan Plan(string question)
    {
        var pairs = question.Split('&').Select(p => p.Split('=', 2)).Select(p => new KeyValuePair<string, string>(p[0], p[1]));
        Assert.True(new QueryParameters(Model).Read(pairs, Caller.Local).IsValue(out var query, out var problem), problem?.Message);
        Assert.True(QueryPlanner.Plan(query, Model, PlannedScope.Everything, Members()).IsValue(out var plan, out problem), problem?.Message);
        return plan;
    }

    private static MemberKeys Members()
    {
        IReadOnlyDictionary<string, KnownMember> countries = new[] { "FR", "IN", "IL" }.ToDictionary(code => code, code => new KnownMember(code, code));
        return new MemberKeys(new Dictionary<string, IReadOnlyDictionary<string, KnownMember>> { ["participation.country"] = countries });
    }
}
