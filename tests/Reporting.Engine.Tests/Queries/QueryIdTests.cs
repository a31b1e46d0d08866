using Microsoft.Data.Sqlite;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;

namespace Reporting.Engine.Tests.Queries;

public sealed class QueryIdTests
{
    private static readonly ReportQuery Asked = new() { Measures = ["engagements"], By = ["year"], Filters = [new("domain", FilterMode.Links, ["ai", "cyber"])], Limit = 10, Language = "en" };

    [Fact]
    public void The_same_query_with_other_values_has_the_same_id_so_that_a_server_reuses_its_plan()
    {
        var id = QueryId.Of("table", Asked);
        Assert.Matches("^[0-9a-f]{12}$", id);
        Assert.Equal(id, QueryId.Of("table", Asked with { Filters = [new("domain", FilterMode.Links, ["drones", "space"])], Limit = 20, Language = "hi" }));
        Assert.Equal(QueryId.Of("table", Long(80)), QueryId.Of("table", Long(300)));
    }

    [Fact]
    public void A_different_query_has_a_different_id()
    {
        ReportQuery[] others =
        [
            Asked with { Measures = ["people"] }, Asked with { By = ["month"] }, Asked with { By = [], Measures = ["engagements", "year"] }, Asked with { Totals = TotalsKind.Grand },
            Asked with { Fill = true }, Asked with { Search = "x" }, Asked with { After = "x" }, Asked with { Order = [new("year", true)] }, Asked with { Order = [new("year", false)] },
            Asked with { Filters = [new("domain", FilterMode.Any, ["ai", "cyber"])] }, Asked with { Filters = [new("domain", FilterMode.Links, ["ai"])] }, Asked with { Filters = [] },
        ];
        Assert.Equal(others.Length + 2, others.Append(Asked).Select(q => QueryId.Of("table", q)).Append(QueryId.Of("list", Asked)).Distinct().Count());
    }

    [Fact]
    public void The_id_is_in_a_comment_before_the_statement()
    {
        using var connection = new SqliteConnection();
        using var command = new CompiledStatement("SELECT 1", new Dictionary<string, object>(), new RowShape([], new Dictionary<BaseAggregate, int>())).ToCommand(connection, "3f2a");
        Assert.Equal("/* reporting question 3f2a */\nSELECT 1", command.CommandText);
    }

    private static ReportQuery Long(int values) => Asked with { Filters = [new("domain", FilterMode.Links, [.. Enumerable.Range(0, values).Select(i => $"d{i}")])] };
}
