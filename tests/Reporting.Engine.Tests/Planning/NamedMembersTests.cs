using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Engine.Tests.Planning;

/// <summary>Of participants and sources, of which there can be hundreds of thousands, a filter reads the named ones only.</summary>
public abstract class NamedMembersTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : NamedMembersTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : NamedMembersTests(WarehouseProvider.SqlServer);

    [EngineTheory]
    [InlineData("participant")]
    [InlineData("organisation")]
    [InlineData("partner")]
    [InlineData("source")]
    public async Task A_filter_reads_the_named_members_once_and_all_of_them_only_for_a_hint(string dimension)
    {
        using var log = new StatementLog();
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(3)).Rich(), engine);
        var codes = (await warehouse.AskAsync(Count([dimension]), Public)).Value!.Rows.Select(r => r.Members[0].Code ?? "unknown").Where(code => code != "unknown").Take(3).ToList();
        Assert.Equal(3, codes.Count);
        foreach (var scope in new[] { RowScope.Everything, Public })
        {
            var counted = new List<long>();
            for (var i = 0; i < 2; i++)
            {
                var table = (await warehouse.AskAsync(Count([]) with { Filters = [new QueryFilter(dimension, FilterMode.Any, [.. codes.Take(2), "unknown"])] }, scope)).Value;
                counted.AddRange(table?.Rows.Select(r => (long)r.Values[0]!) ?? []);
            }

            Assert.Equal(counted[0], counted[^1]);
        }

        Assert.Equal((2, 0), (Statements("named members"), Statements("member codes")));
        var misspelt = await warehouse.AskAsync(Count([]) with { Filters = [new QueryFilter(dimension, FilterMode.Any, [codes[2] + "x"])] });
        Assert.Equal("unknown-member", misspelt.Problem!.Code);
        Assert.Equal($"Did you mean '{codes[2]}'?", misspelt.Problem.Hint);
        Assert.Equal((3, 1), (Statements("named members"), Statements("member codes")));

        int Statements(string kind) => log.Of(engine, warehouse.ConnectionString).Count(s => s.Contains($"/* reporting {kind} */", StringComparison.Ordinal) && s.Contains(dimension == "source" ? "DimSource" : "DimParticipant", StringComparison.Ordinal));
    }

    private static readonly RowScope Public = new([new QueryFilter("handling", FilterMode.Links, ["public"])]);

    private static ReportQuery Count(IReadOnlyList<string> by) => new() { Measures = ["engagements"], By = by, Limit = 1000 };
}
