using Reporting.Engine.Access;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Engine.Sql.Aggregates;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Tests.Sql;

/// <summary>Text of callers, files and access rules never becomes SQL.</summary>
public abstract class InjectionTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : InjectionTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : InjectionTests(WarehouseProvider.SqlServer);

    private const string Hostile = "x'; DROP TABLE FactEngagement; --";

    private static readonly TestData Data = new(
    [
        new TestEngagement { Code = Hostile, Title = $"Talks {Hostile}", Start = new PartialDate(20240101), Type = Hostile, Category = Hostile, Handling = Hostile, Sources = [Hostile] },
        new TestEngagement { Code = "E2", Title = "100% o'clock", Start = new PartialDate(20240102) },
    ]);

    private static readonly string[] Named = ["engagement_type", "engagement_category", "handling", "source"];

    [EngineFact]
    public async Task Searches_and_members_are_parameters_and_never_part_of_a_statement()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(Data, engine);
        var query = new ReportQuery { Measures = ["engagements"], By = ["year"], Search = Hostile, Filters = [.. Named.Select(d => new QueryFilter(d, FilterMode.Links, [Hostile]))] };
        Assert.True((await warehouse.AskAsync(query)).IsValue(out var answer, out var problem), problem?.Message);
        Assert.Equal(1L, Assert.Single(answer.Rows).Values[0]);
        Assert.True((await warehouse.PlanAsync(query)).IsValue(out var plan, out problem), problem?.Message);
        foreach (var dialect in new SqlDialect[] { new SqliteDialect(), new SqlServerDialect() })
        {
            Assert.DoesNotContain("DROP", new SqlCompiler(dialect).Compile(plan).Rows.Text, StringComparison.Ordinal);
        }
    }

    [EngineFact]
    public async Task Row_rules_are_parameters_too()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(Data, engine);
        var scope = RowScope.AnyOf(Named.Select(d => new RowScope([new QueryFilter(d, d == "source" ? FilterMode.None : FilterMode.Links, [Hostile])])));
        var query = new ReportQuery { Measures = ["engagements"] };
        Assert.True((await warehouse.AskAsync(query, scope)).IsValue(out var answer, out var problem), problem?.Message);
        Assert.Equal(2L, answer.Rows[0].Values[0]);
        Assert.True((await warehouse.PlanAsync(query, scope)).IsValue(out var plan, out problem), problem?.Message);
        Assert.DoesNotContain("DROP", new SqlCompiler(new SqliteDialect()).Compile(plan).Rows.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Lists_pages_and_codes_are_parameters_and_wildcards_are_letters()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(Data, engine);
        var found = await warehouse.Runners.Engagements.FindAsync(Hostile, "en", Caller.Local, null, CancellationToken.None);
        Assert.Equal(Hostile, found.Value.Engagement.Code);
        var members = await warehouse.Runners.Members.ListAsync(new("source", Hostile, "'", 10, "en"), Caller.Local, null, CancellationToken.None);
        Assert.Equal(Hostile, Assert.Single(members.Value!.Members).Code);
        var page = await warehouse.Runners.Engagements.ListAsync(new(new() { Measures = [], Search = "0% O'C" }, "20240103.'; --"), Caller.Local, null, CancellationToken.None);
        Assert.Equal("E2", Assert.Single(page.Value!.Engagements).Code);
        Assert.Equal(0L, (await warehouse.AskAsync(new() { Measures = ["engagements"], Search = "1%0" })).Value!.Rows[0].Values[0]);
    }
}
