using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Data;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Tests.Execution;

/// <summary>The engagements that a row rule shows are found once per data version; they follow every change of the data. REPORTING_DEEP=1 asks ten times as much.</summary>
public abstract class VisibleSetTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : VisibleSetTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : VisibleSetTests(WarehouseProvider.SqlServer);

    private const string Header = "Code,Title,Start,Type,Domain,Participant,ParticipantKind,Handling\n";

    private static readonly RowScope Public = new([new QueryFilter("handling", FilterMode.Links, ["public"])]);

    private static readonly ReportQuery Count = new() { Measures = ["engagements"], By = [] };

    [EngineFact]
    public async Task A_rule_shows_what_the_oracle_keeps_in_every_version_of_the_data()
    {
        var random = new Random(20261129);
        await using var warehouse = await TestWarehouse.CreateAsync(Large(random), engine);
        var questions = new RandomQueries(random, warehouse.Data, warehouse.Model);
        var scopes = Enumerable.Range(0, 6).Select(_ => questions.Scope()).ToList();
        var (answered, wrong) = (0, new List<string>());
        for (var version = 2; version <= (TestRun.IsDeep ? 40 : 5); version++)
        {
            var kept = new TestData([.. warehouse.Data.Engagements.Where(_ => random.Next(4) > 0)]);
            await warehouse.RefillAsync(version, kept);
            var oracle = new Oracle(kept);
            foreach (var scope in scopes)
            {
                for (var i = 0; i < 5; i++)
                {
                    var query = questions.Next();
                    if (ExpectedRefusals.Reason(query, VisibleData.Of(scope, kept), warehouse.Model) is null && (await warehouse.AskAsync(query, scope)).IsValue(out var answer, out _))
                    {
                        answered++;
                        wrong.AddRange(ResultComparison.Difference(oracle.Ask(query, scope), answer) is { } difference ? [$"version {version}: {QueryText.Of(query, scope)}: {difference}"] : []);
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong.Take(3)));
        Assert.True(answered > 50, $"Only {answered} questions were answered.");
    }

    [EngineFact]
    public async Task An_import_and_its_undoing_change_what_a_rule_shows_in_every_process()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        using var connections = new WarehouseConnections(warehouse.Options, warehouse.Folder);
        Runners[] processes = [warehouse.Runners, warehouse.RunnersOver(connections)];
        await warehouse.ImportAsync(Header + "a,A,2020,visit,x,p1,person,public\nb,B,2021,visit,x,p2,person,restricted\n");
        await ShownAsync(1);
        await warehouse.ImportAsync(Header + "a,A,2020,visit,x,p1,person,official\n");
        await ShownAsync(0);
        await warehouse.ImportAsync(Header + "b,B,2021,visit,x,p2,person,public\nc,C,2022,visit,y,p2,person,public\n");
        await ShownAsync(2);
        Assert.Null((await warehouse.Imports.UndoAsync(2)).Problem);
        await ShownAsync(3);
        Assert.Null((await warehouse.Imports.UndoAsync(3)).Problem);
        await ShownAsync(1);

        async Task ShownAsync(long expected)
        {
            foreach (var process in processes)
            {
                var answer = await process.Aggregates.RunAsync(Count, new Caller("test", [], Public, Visibility.Everything), null, CancellationToken.None);
                Assert.Equal(expected, answer.Value!.Rows[0].Values[0]);
            }
        }
    }

    [EngineFact]
    public async Task A_clearance_is_a_condition_on_the_handling_key_of_every_row()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "a,A,2020,visit,x,p1,person,public\nb,B,2021,visit,x,p2,person,restricted\nc,C,2021,visit,x,p2,person,official\n");

        var planned = await ScopeAsync(warehouse.Runners, Public);

        var key = Assert.Single(await warehouse.RowsAsync("SELECT HandlingKey FROM DimHandling WHERE Code = 'public'"));
        Assert.Equal(key, $"{Assert.Single(planned.Set!.Handlings!)}");
        Assert.Equal(1, planned.Set.Engagements);
        foreach (var table in new[] { "BridgeEngagementDomain", "BridgeEngagementParticipant", "BridgeEngagementSource" })
        {
            Assert.Equal(
                await warehouse.RowsAsync("SELECT f.Code, h.Code AS Level FROM FactEngagement f JOIN DimHandling h ON h.HandlingKey = f.HandlingKey AND h.Code = f.Handling ORDER BY f.Code"),
                await warehouse.RowsAsync($"SELECT f.Code, h.Code AS Level FROM {table} b JOIN FactEngagement f ON f.EngagementKey = b.EngagementKey JOIN DimHandling h ON h.HandlingKey = b.HandlingKey ORDER BY f.Code"));
        }
    }

    [EngineFact]
    public async Task A_rule_that_hides_nothing_has_no_effect()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(3)).Rich(), engine);
        var scope = new RowScope([new QueryFilter("year", FilterMode.Links, ["1..", "unknown"])]);

        var planned = await ScopeAsync(warehouse.Runners, scope);

        Assert.Equal(engine == WarehouseProvider.Sqlite, planned.IsEverything);
        Assert.Equal((long)warehouse.Data.Engagements.Count, (await warehouse.AskAsync(Count, scope)).Value!.Rows[0].Values[0]);
    }

    [EngineFact]
    public async Task A_few_visible_engagements_are_listed_and_many_are_bits()
    {
        var random = new Random(4);
        await using var warehouse = await TestWarehouse.CreateAsync(Large(random), engine);
        var first = warehouse.Data.Engagements[0];
        var few = await ScopeAsync(warehouse.Runners, new RowScope([new QueryFilter("participant", FilterMode.Any, [first.Lines[0].Participant])]));
        var many = await ScopeAsync(warehouse.Runners, new RowScope([new QueryFilter("participant", FilterMode.None, [first.Lines[0].Participant])]));

        Assert.Equal(engine == WarehouseProvider.Sqlite, few.Set?.Keys is not null);
        Assert.Equal(engine == WarehouseProvider.Sqlite, many.Set?.Bits is not null);
        foreach (var (set, count) in new[] { (few.Set, 1L), (many.Set, warehouse.Data.Engagements.Count - 1L) }.Where(s => s.Item1 is not null))
        {
            Assert.Equal(count, set!.Engagements);
        }
    }

    [EngineTheory]
    [InlineData(0)]
    [InlineData(120)]
    public async Task Sets_take_no_more_memory_than_allowed_and_answers_stay_the_same(long bytes)
    {
        var random = new Random(5);
        await using var warehouse = await TestWarehouse.CreateAsync(Large(random), engine);
        using var connections = new WarehouseConnections(warehouse.Options, warehouse.Folder);
        var narrow = warehouse.RunnersOver(connections, new QueryOptions { MaxRuleBytes = bytes });
        var oracle = new Oracle(warehouse.Data);
        var questions = new RandomQueries(random, warehouse.Data, warehouse.Model);
        for (var i = 0; i < 20; i++)
        {
            var scope = questions.Scope();
            var answer = (await narrow.Aggregates.RunAsync(Count, new Caller("test", [], scope, Visibility.Everything), null, CancellationToken.None)).Value!;
            Assert.Null(ResultComparison.Difference(oracle.Ask(Count, scope), answer));
            Assert.InRange(narrow.VisibleSets.KeptBytes, 0, bytes);
        }
    }

    /// <summary>The last statement of a stream is sent after the comparison of versions: on SQLite an import between the two changes nothing for it.</summary>
    [EngineFact]
    public async Task A_stream_reads_the_version_whose_engagements_its_rule_shows()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(6)).Rich(), engine);
        var query = new SnapshotQuery("feed", Count, new Caller("test", [], Public, Visibility.Everything));

        var stream = await warehouse.Runners.Snapshots.StreamAsync<int, OpenSnapshot>(
            query,
            _ => Task.FromResult<Outcome<int>>(0),
            async (snapshot, _, stop) =>
            {
                await warehouse.RefillAsync(2, TestData.Empty);
                var version = (await snapshot.Versions.ReadAsync(snapshot.Connection)).Version;
                return new OpenSnapshot(snapshot, stop, version);
            },
            CancellationToken.None);

        await using var held = stream.Value!;
        Assert.Equal(engine == WarehouseProvider.Sqlite ? 1 : 2, held.Version);
    }

    /// <summary>Callers with other rights share the engagements that were found. Filters that only reports use are asked as filters on the other members.</summary>
    [EngineFact]
    public async Task Figures_are_the_same_where_the_engagements_of_filters_were_found()
    {
        var random = new Random(7);
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(random, hasStatus: true).Rich(), engine);
        var (oracle, questions, answered) = (new Oracle(warehouse.Data), new RandomQueries(random, warehouse.Data, warehouse.Model), 0);
        foreach (var dimension in warehouse.Model.Dimensions.Where(d => d.IsMany))
        {
            foreach (var mode in new[] { FilterMode.Links, FilterMode.Outside, FilterMode.Any, FilterMode.All, FilterMode.Unpaired }.Where(m => m != FilterMode.Unpaired || dimension.Attribute.IsOfPartner))
            {
                for (var i = 0; i < (TestRun.IsDeep ? 40 : 4) && questions.TwoMembers(dimension) is { } two; i++)
                {
                    var next = questions.Next();
                    var others = next.Filters.Where(f => f.Dimension != dimension.Id).Take(1).ToList();
                    var query = next with { Filters = [.. others, two with { Mode = mode, Values = mode == FilterMode.Unpaired ? [] : two.Values }] };
                    var rest = next with { Filters = [.. others, two with { Values = [.. TestWarehouses.Counting.Members.Of(dimension.Id, warehouse.Data).Except(two.Values)] }] };
                    foreach (var scope in new[] { RowScope.Everything, Public, questions.Rules() })
                    {
                        var caller = new Caller("test", [], scope, Visibility.Everything);
                        var (alone, found) = (await AskAsync(sharesFilters: false), await AskAsync(sharesFilters: true));
                        Assert.Equal(alone.Problem?.Code, found.Problem?.Code);
                        if (alone.IsValue(out var one, out _) && found.IsValue(out var other, out _))
                        {
                            answered++;
                            Assert.True(ResultComparison.Texts(one).SequenceEqual(ResultComparison.Texts(other)), QueryText.Of(query, scope));
                            Assert.True(mode != FilterMode.Outside || ResultComparison.Difference(oracle.Ask(rest, scope), other) is null, QueryText.Of(query, scope));
                        }

                        Task<Outcome<ResultTable>> AskAsync(bool sharesFilters) => warehouse.Runners.Aggregates.RunAsync(query, caller, null, CancellationToken.None, sharesFilters);
                    }
                }
            }
        }

        Assert.True(answered > 100, $"Only {answered} questions were answered.");
    }

    /// <summary>Filters of the same kind of links must hold for one link, also where sets of members are counted (decision 0076).</summary>
    [EngineFact]
    public async Task Sets_of_members_give_the_figures_of_the_rows()
    {
        var random = new Random(76);
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(random, hasStatus: true).Rich(), engine);
        var (questions, counted) = (new RandomQueries(random, warehouse.Data, warehouse.Model), 0);
        string[][] cells = [[], ["year"], ["domain"], ["participant_country"], ["domain", "year"], ["participant_country", "domain"], ["engagement_category", "year"], ["domain_group"], ["domain_group", "year"]];
        string[][] filtered = [["participant_country"], ["participant_country", "organisation"], ["domain"], ["domain", "domain_group"], ["engagement_category", "participant_country"], ["place_country", "domain_group"], ["participant_kind"], ["participant_kind", "participant_country"], ["participant_kind", "organisation"]];
        string[][] figures = [["engagements", "agreements", "people", "organisations", "countries", "sources"], ["engagements", "allocated_engagements"], ["allocated_engagements"], ["engagements"]];
        foreach (var ((by, names), measured) in cells.SelectMany(by => filtered.Select(names => (by, names))).Select((one, i) => (one, figures[i % figures.Length])))
        {
            foreach (var mode in new[] { FilterMode.Links, FilterMode.Outside, FilterMode.Any })
            {
                var filters = names.Select(name => warehouse.Model.Dimension(name).Value!).Select(d => questions.TwoMembers(d) is { } two ? two with { Mode = d.IsMany || mode == FilterMode.Outside ? mode : FilterMode.Links } : null).OfType<QueryFilter>().ToList();
                var query = new ReportQuery { Measures = by.Length == 0 ? ["engagements", "agreements", "participants", "people", "organisations", "countries", "sources", "allocated_engagements"] : measured, By = by, Totals = TotalsKind.Levels, Filters = [.. filters, new QueryFilter("year", FilterMode.Links, ["..2100"])] };
                foreach (var scope in new[] { RowScope.Everything, Public, questions.Rules() })
                {
                    var caller = new Caller("test", [], scope, Visibility.Everything);
                    var rows = (await warehouse.Runners.Aggregates.RunAsync(query, caller, null, CancellationToken.None)).Value;
                    var sets = (await warehouse.Runners.Aggregates.RunAsync(query, caller, null, CancellationToken.None, sharesFilters: true)).Value;
                    Assert.Equal(rows is null, sets is null);
                    Assert.True(rows is null || ResultComparison.Texts(rows).SequenceEqual(ResultComparison.Texts(sets!)), QueryText.Of(query, scope));
                    counted += rows?.Rows.Count ?? 0;
                }
            }
        }

        Assert.True(counted > 1_000, $"Only {counted} rows were compared.");
    }

    private static async Task<PlannedScope> ScopeAsync(Runners runners, RowScope scope) =>
        (await runners.Snapshots.ReadAsync<PlannedScope>(
            new SnapshotQuery("table", Count, new Caller("test", [], scope, Visibility.Everything)),
            snapshot => Task.FromResult<Outcome<PlannedScope>>(snapshot.Plan.Scope),
            CancellationToken.None)).Value!;

    // Of enough engagements that one participant's are a small share.
    private static TestData Large(Random random)
    {
        var data = new RandomData(random);
        var engagements = Enumerable.Range(0, 6).SelectMany(part => data.Rich().Engagements.Select(e => e with { Code = $"{part}-{e.Code}" })).ToList();
        engagements[0] = engagements[0] with { Lines = [new TestLine("only-here", "person", null, "IN", "visitor")] };
        return new TestData(engagements);
    }

    private sealed record OpenSnapshot(Snapshot Snapshot, IDisposable Stop, long Version) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Stop.Dispose();
            await Snapshot.Connection.DisposeAsync();
        }
    }
}
