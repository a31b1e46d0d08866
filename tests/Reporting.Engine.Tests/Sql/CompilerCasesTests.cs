using System.Text;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Engine.Sql.Aggregates;
using Reporting.TestWarehouses;

namespace Reporting.Engine.Tests.Sql;

/// <summary>
/// Compares the compiler's SQL with cases: Cases/NAME.yml contains a query string, and the files beside it contain the SQL for each engine,
/// reviewed by a person. REPORTING_UPDATE_CASES=1 writes the files again; review them before committing.
/// </summary>
public sealed class CompilerCasesTests
{
    private static readonly string Folder = RepositoryRoot.File("tests", "Reporting.Engine.Tests", "Sql", "Cases");
    private static readonly SemanticModel Model = ShippedModel.Value;

    private static readonly Dictionary<string, string[]> Codes = new()
    {
        ["domain.domain"] = ["cyber-security", "artificial-intelligence", "unmanned-systems"],
        ["domain.group"] = ["digital", "platforms"],
        ["type.type"] = ["memorandum", "visit"],
        ["type.category"] = ["agreement", "dialogue"],
        ["participation.participant"] = ["p-rana", "acme"],
        ["participation.organisation"] = ["mod-a", "acme"],
        ["participation.kind"] = ["person", "company"],
        ["participation.country"] = ["IN", "IL", "FR"],
        ["participation.role"] = ["host", "visitor"],
        ["place.city"] = ["in-new-delhi"],
        ["place.country"] = ["IN", "IL"],
        ["source.source"] = ["s1"],
        ["engagement.handling"] = ["public", "restricted"],
    };

    public static TheoryData<string> Names() => [.. Directory.GetFiles(Folder, "*.yml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_query_is_compiled_as_its_case_shows(string name)
    {
        var question = File.ReadAllLines(Path.Combine(Folder, name + ".yml")).Single(l => l.StartsWith("question: ", StringComparison.Ordinal))["question: ".Length..];
        var plan = Plan(question);
        foreach (var (engine, dialect) in new (string, SqlDialect)[] { ("sqlite", new SqliteDialect()), ("sqlserver", new SqlServerDialect()) })
        {
            var path = Path.Combine(Folder, $"{name}.{engine}.sql");
            var text = Text(new SqlCompiler(dialect).Compile(plan));
            if (Environment.GetEnvironmentVariable("REPORTING_UPDATE_CASES") == "1")
            {
                File.WriteAllText(path, text);
            }

            Assert.Equal(File.ReadAllText(path), text);
        }
    }

    [Fact]
    public void There_are_at_least_60_cases_and_all_of_them_are_Transact_SQL()
    {
        var files = Directory.GetFiles(Folder, "*.sqlserver.sql");
        Assert.True(files.Length >= 60, $"There are {files.Length}.");
        Assert.All(files, file => Assert.Empty(TransactSql.Errors(File.ReadAllText(file))));
    }

    [Theory]
    [InlineData("measures=longest_gap_days,engagements&by=year,country_pair")]
    [InlineData("measures=longest_gap_days&by=domain,year&domain=cyber-security&totals=levels")]
    public void A_gap_over_several_periods_together_is_Transact_SQL(string question)
    {
        var plan = Plan(question);
        var compiled = new SqlCompiler(new SqlServerDialect()).Compile(plan with { Windows = new PlannedWindows(plan.By.Single(d => d.Time is not null), [(2024, 2023), (2024, 2024)]) });
        Assert.Contains("LAG(e.DayNo) OVER (PARTITION BY e.k0, e.k1 ORDER BY e.DayNo)", compiled.Rows.Text, StringComparison.Ordinal);
        Assert.All(compiled.Totals.Select(t => t.Statement).Append(compiled.Rows), statement => Assert.Empty(TransactSql.Errors(statement.Text)));
    }

    private static QueryPlan Plan(string question)
    {
        var pairs = question.Split('&').Select(p => p.Split('=', 2)).Select(p => new KeyValuePair<string, string>(p[0], p[1]));
        Assert.True(new QueryParameters(Model).Read(pairs, Caller.Local).IsValue(out var query, out var problem), problem?.Message);
        Assert.True(QueryPlanner.Plan(query, Model, PlannedScope.Everything, Members()).IsValue(out var plan, out problem), problem?.Message);
        return plan with { AsOf = new DateOnly(2026, 1, 2) };
    }

    private static MemberKeys Members() => new(StarSchema.Attributes.Values.Where(a => a.Time is null).ToDictionary(a => a.Id, Known));

    private static IReadOnlyDictionary<string, KnownMember> Known(StarAttribute attribute) => Codes.GetValueOrDefault(attribute.Id, [])
        .Select((code, i) => (Code: code, Key: attribute is { Table: { } table, IsGroup: false } && table.KeyColumn != table.CodeColumn ? (object)(i + 1) : code))
        .ToDictionary(m => m.Code, m => new KnownMember(m.Key, m.Code));

    private static string Text(CompiledQuery compiled)
    {
        var text = new StringBuilder();
        Append(text, compiled.Rows.Shape.Depth < 0 ? "rows" : "rows and totals", compiled.Rows);
        foreach (var totals in compiled.Totals)
        {
            Append(text, totals.Depth == 0 ? "grand total" : $"totals of the first {totals.Depth}", totals.Statement);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string what, CompiledStatement statement)
    {
        var parameters = string.Join(", ", statement.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key} = {p.Value}"));
        text.Append($"-- {what}{(parameters.Length == 0 ? string.Empty : $" ({parameters})")}\n{statement.Text.ReplaceLineEndings("\n")};\n\n");
    }
}
