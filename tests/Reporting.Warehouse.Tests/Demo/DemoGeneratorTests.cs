using System.Globalization;
using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Demo;
using Reporting.Warehouse.Imports.Checks;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Tests.Demo;

public sealed class DemoGeneratorTests
{
    private const string Import = """
        Code,Title,Start,Type,Category,Domain,DomainName,DomainGroup,DomainGroupName,Participant,ParticipantKind,ParticipantCountry,City,PlaceCountry
        own-1,Our own meeting,2024-05-01,meeting,dialogue,radar,Our radar,sensors,Our sensors,our-ministry,government-body,IN,New Delhi,IN
        """;

    [Fact]
    public async Task The_same_seed_gives_the_same_rows_in_any_culture_and_at_any_time()
    {
        await using var one = await GeneratedAsync(600, 7);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            await using var two = await TestWarehouse.CreateAsync();
            two.Clock.Now = two.Clock.Now.AddDays(100);
            Assert.Null((await new DemoGenerator(two.Connections).RunAsync(new DemoRequest(600, 7))).Problem);

            Assert.Equal(await one.ContentAsync(), await two.ContentAsync());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>The data of a seed must stay the same, because benchmarks and screenshots are compared over years.</summary>
    [Fact]
    public void The_random_numbers_are_those_of_xoshiro256_starstar()
    {
        var random = new DemoRandom(1);

        Assert.Equal(
            [12966619160104079557UL, 9600361134598540522UL, 10590380919521690900UL],
            [random.Next(), random.Next(), random.Next()]);
    }

    [Fact]
    public async Task Another_seed_gives_other_data()
    {
        await using var one = await GeneratedAsync(300, 1);
        await using var two = await GeneratedAsync(300, 2);

        var titles = await one.RowsAsync("SELECT Title FROM FactEngagement");
        Assert.True(titles.Except(await two.RowsAsync("SELECT Title FROM FactEngagement"), StringComparer.Ordinal).Count() > 200);
        const string lines = "SELECT EngagementKey, ParticipantKey FROM BridgeEngagementParticipant ORDER BY EngagementKey, [LineNo]";
        Assert.NotEqual(await one.RowsAsync(lines), await two.RowsAsync(lines));
    }

    [Fact]
    public async Task Every_rule_of_the_star_holds()
    {
        await using var warehouse = await GeneratedAsync(5000, 3);

        Assert.Empty(await warehouse.RowsAsync("PRAGMA foreign_key_check"));
        Assert.Equal(["ok"], await warehouse.RowsAsync("PRAGMA integrity_check"));
        foreach (var (rule, broken) in StarRules.All)
        {
            Assert.True((await warehouse.RowsAsync(broken)).Count == 0, rule);
        }

        Assert.Equal(["5000"], await warehouse.RowsAsync("SELECT COUNT(DISTINCT RowHash) FROM FactEngagement"));
    }

    [Fact]
    public async Task Searched_titles_are_the_titles_in_lower_case_and_normalised()
    {
        await using var warehouse = await GeneratedAsync(5000, 3);
        await using var connection = await warehouse.Connections.OpenReadAsync();

        foreach (var (title, search) in await connection.QueryAsync<(string, string)>("SELECT Title, SearchTitle FROM FactEngagement"))
        {
            Assert.Equal(title.ToLowerInvariant(), search);
            Assert.Equal(TextRules.Clean(title), title);
            Assert.DoesNotContain('{', title);
            Assert.False(char.IsLower(title[0]), title);
        }

        foreach (var code in await warehouse.RowsAsync("SELECT Code FROM DimParticipant UNION ALL SELECT Code FROM DimSource UNION ALL SELECT Code FROM DimPlace UNION ALL SELECT Code FROM DimDomain"))
        {
            Assert.True(Slugs.IsSlug(code), code);
        }
    }

    /// <summary>The fingerprint is the import's own, so a demo engagement that is imported again is unchanged.</summary>
    [Fact]
    public async Task The_row_hash_is_what_an_import_of_the_same_engagement_has()
    {
        await using var warehouse = await GeneratedAsync(400, 5);

        foreach (var (engagement, hash) in await StoredEngagements.ReadAsync(warehouse))
        {
            Assert.Equal(RowHash.Of(engagement), hash);
        }
    }

    [Fact]
    public async Task The_data_is_skewed_and_rises_over_the_years()
    {
        await using var warehouse = await GeneratedAsync(5000, 3);

        var lines = (await warehouse.RowsAsync("SELECT COUNT(*) FROM BridgeEngagementParticipant GROUP BY ParticipantKey ORDER BY 1 DESC")).ConvertAll(Number);
        Assert.True(lines.Take(lines.Count / 10).Sum() > lines.Sum() / 3, "A tenth of the participants should be on more than a third of the lines.");
        Assert.Equal(["IN", "IL"], await warehouse.RowsAsync("SELECT CountryCode FROM BridgeEngagementParticipant GROUP BY CountryCode ORDER BY COUNT(*) DESC LIMIT 2"));
        var years = (await warehouse.RowsAsync("SELECT COUNT(*) FROM FactEngagement WHERE YearKey > 0 GROUP BY YearKey ORDER BY YearKey")).ConvertAll(Number);
        Assert.Equal(25, years.Count);
        Assert.True(years[24] > 3 * years[0]);
        Assert.True(years[19] < years[18], "2020 was a quiet year.");
        Assert.Equal(["1", "2", "3", "4"], await warehouse.RowsAsync("SELECT DISTINCT n FROM (SELECT COUNT(*) n FROM BridgeEngagementDomain GROUP BY EngagementKey) ORDER BY n"));
        Assert.Equal(["2", "8"], await warehouse.RowsAsync("SELECT MIN(n) FROM (SELECT COUNT(*) n FROM BridgeEngagementParticipant GROUP BY EngagementKey) UNION ALL SELECT MAX(n) FROM (SELECT COUNT(*) n FROM BridgeEngagementParticipant GROUP BY EngagementKey)"));
        await AssertShareAsync(warehouse, "StartDateKey % 100 > 0", 90);
        await AssertShareAsync(warehouse, "StartDateKey = 0", 1);
        await AssertShareAsync(warehouse, "Headcount IS NOT NULL", 40);
        await AssertShareAsync(warehouse, "AmountCents IS NOT NULL", 15);
        await AssertShareAsync(warehouse, "Handling = 'public'", 86);
    }

    [Fact]
    public async Task Existing_data_stays_unchanged()
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        await warehouse.ImportAsync(Import);
        var tables = new[] { "DimCountry", "DimDomain", "DimEngagementType", "DimParticipant", "DimPlace", "DimSource", "DimDate", "FactEngagement", "BridgeEngagementDomain", "BridgeEngagementParticipant", "BridgeEngagementSource", "Import", "SchemaMigration" };
        var before = new Dictionary<string, List<string>>();
        foreach (var table in tables)
        {
            before[table] = await warehouse.RowsAsync($"SELECT * FROM {table}");
        }

        var indexes = await warehouse.RowsAsync("SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name");
        var result = (await new DemoGenerator(warehouse.Connections).RunAsync(new DemoRequest(200, 1))).Value!;

        foreach (var table in tables)
        {
            Assert.Empty(before[table].Except(await warehouse.RowsAsync($"SELECT * FROM {table}"), StringComparer.Ordinal));
        }

        Assert.Equal(indexes, await warehouse.RowsAsync("SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"));
        Assert.Equal(2, result.DataVersion);
        Assert.Equal(["native|1", "demo|200"], await warehouse.RowsAsync("SELECT Mapping, Added FROM Import ORDER BY ImportKey"));
        Assert.Equal(["Our radar|sensors"], await warehouse.RowsAsync("SELECT Name, GroupCode FROM DimDomain WHERE Code = 'radar'"));
        // The same city is the same place.
        Assert.Equal(["1"], await warehouse.RowsAsync("SELECT COUNT(*) FROM DimPlace WHERE City = 'New Delhi'"));
        Assert.Equal(["wal"], await warehouse.RowsAsync("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task A_second_run_is_refused_and_changes_nothing()
    {
        await using var warehouse = await GeneratedAsync(50, 1);
        var before = await warehouse.ContentAsync();

        var problem = (await new DemoGenerator(warehouse.Connections).RunAsync(new DemoRequest(50, 2))).Problem!;

        Assert.Equal((ProblemKind.Conflict, "demo-present"), (problem.Kind, problem.Code));
        Assert.Equal(before, await warehouse.ContentAsync());
    }

    [Fact]
    public async Task A_cancelled_run_leaves_nothing()
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        var before = await warehouse.ContentAsync();
        using var stop = new CancellationTokenSource();
        var run = new DemoGenerator(warehouse.Connections).RunAsync(new DemoRequest(2_000_000, 1), stop.Token);
        // The file grows when the first rows are written.
        while (!run.IsCompleted && new FileInfo(Path.Combine(warehouse.Folder, "warehouse.db")).Length < 20_000_000)
        {
            await Task.Delay(5);
        }

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(before, await warehouse.ContentAsync());
    }

    [Fact]
    public async Task Demo_data_can_be_generated_during_a_read()
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        await using var reader = await warehouse.Connections.OpenReadAsync();
        Assert.Equal(0, await reader.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM FactEngagement"));

        Assert.Null((await new DemoGenerator(warehouse.Connections).RunAsync(new DemoRequest(100, 1))).Problem);

        Assert.Equal(100, await reader.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM FactEngagement"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(20_000_001)]
    public async Task A_number_out_of_range_is_refused(int engagements)
    {
        await using var warehouse = await TestWarehouse.CreateAsync();

        Assert.Equal("demo-size", (await new DemoGenerator(warehouse.Connections).RunAsync(new DemoRequest(engagements, 1))).Problem!.Code);
    }

    [Fact]
    public async Task SQL_Server_is_refused_without_a_connection()
    {
        var connections = new WarehouseConnections(new WarehouseOptions { Provider = WarehouseProvider.SqlServer, ConnectionString = "Server=nowhere.invalid" }, ".");

        Assert.Equal("demo-needs-sqlite", (await new DemoGenerator(connections).RunAsync(new DemoRequest(1, 1))).Problem!.Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(26)]
    public async Task Small_numbers_of_engagements_follow_the_rules_too(int engagements)
    {
        await using var warehouse = await GeneratedAsync(engagements, 9);

        Assert.Empty(await warehouse.RowsAsync("PRAGMA foreign_key_check"));
        Assert.Equal([$"{engagements}"], await warehouse.RowsAsync("SELECT COUNT(*) FROM FactEngagement"));
        Assert.Equal(["200"], await warehouse.RowsAsync("SELECT COUNT(*) FROM DimParticipant WHERE Code LIKE 'demo-%'"));
    }

    internal static async Task<TestWarehouse> GeneratedAsync(int engagements, long seed)
    {
        var warehouse = await TestWarehouse.CreateAsync();
        var outcome = await new DemoGenerator(warehouse.Connections).RunAsync(new DemoRequest(engagements, seed));
        Assert.True(outcome.IsValue(out var result, out var problem), problem?.Message);
        Assert.Equal(1, result.DataVersion);
        return warehouse;
    }

    private static async Task AssertShareAsync(TestWarehouse warehouse, string condition, double percent)
    {
        var share = Number((await warehouse.RowsAsync($"SELECT 10000 * SUM({condition}) / COUNT(*) FROM FactEngagement"))[0]) / 100.0;
        Assert.InRange(share, percent - 2, percent + 2);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
