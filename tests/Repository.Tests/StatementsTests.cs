using System.Text.Json;
using Xunit.Abstractions;

namespace Repository.Tests;

/// <summary>All statements that tests sent to a server (see eng/test-server.sh) are Transact-SQL.</summary>
public sealed class StatementsTests(ITestOutputHelper output)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("REPORTING_RECORDED_STATEMENTS");

    [RecordedFact]
    public void Every_sent_statement_is_Transact_SQL()
    {
        var statements = Directory.EnumerateFiles(Folder!, "*.jsonl")
            .SelectMany(File.ReadLines)
            .Distinct(StringComparer.Ordinal)
            .Select(line => JsonSerializer.Deserialize<string>(line)!)
            .ToList();
        output.WriteLine($"{statements.Count} different statements were sent.");
        Assert.True(statements.Count > 100, $"Only {statements.Count} statements were recorded.");
        Assert.Contains(statements, sql => sql.StartsWith("/* reporting question ", StringComparison.Ordinal));
        Assert.Empty(statements.SelectMany(sql => TransactSql.Errors(sql).Select(error => $"{error}\n{sql}")));
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class RecordedFactAttribute : FactAttribute
    {
        public RecordedFactAttribute() => Skip = Folder is null ? "Needs the statements of a run on a server: see eng/test-server.sh." : null;
    }
}
