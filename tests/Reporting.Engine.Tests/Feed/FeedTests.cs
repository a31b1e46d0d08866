using Reporting.Engine.Feed;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Feed;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Engine.Tests.Feed;

public abstract class FeedTests(WarehouseProvider engine)
{
    private const int Seed = 20260220;

    public sealed class OnSqlite() : FeedTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : FeedTests(WarehouseProvider.SqlServer)
    {
        [EngineFact]
        public async Task The_rows_of_sets_are_equal_on_a_server()
        {
            var random = new Random(Seed);
            await using var server = await TestWarehouse.CreateAsync(HostileTitles.In(new RandomData(random).Rich(), WarehouseProvider.SqlServer), WarehouseProvider.SqlServer);
            await using var file = await TestWarehouse.CreateAsync(server.Data);
            foreach (var set in server.Sets.All)
            {
                Same(await file.SetAsync(set.Name, RowScope.Everything), await server.SetAsync(set.Name, RowScope.Everything), set.Name);
            }

            var queries = new RandomFeedQueries(random, server.Sets, new FeedOracle(server.Data));
            for (var i = 0; i < (TestRun.IsDeep ? 600 : 80); i++)
            {
                var query = queries.Next();
                var (ours, theirs) = ((await file.ReadAsync(query, RowScope.Everything)).Value!, (await server.ReadAsync(query, RowScope.Everything)).Value!);
                Same(ours, theirs, Uri.UnescapeDataString(FeedText.Url(query)));
            }
        }
    }

    private static readonly string[] OfEngagements = ["Engagements", "EngagementDomains", "EngagementParticipants", "EngagementsFlat"];

    /// <summary>Hidden data appear in no set, as if they had never been imported.</summary>
    [EngineFact]
    public async Task Hidden_engagements_are_absent_from_every_set()
    {
        var data = new RandomCommitments(new Random(Seed)).AddTo(new RandomData(new Random(Seed)).Rich());
        var scope = new RowScope([new QueryFilter("handling", FilterMode.None, ["restricted"]), new QueryFilter("participant_country", FilterMode.Any, ["IN", "IL"])]);
        var seen = data.Engagements.Where(e => e.Handling != "restricted" && e.Lines.Any(l => l.Country is "IN" or "IL")).ToList();
        Assert.InRange(seen.Count, 5, data.Engagements.Count - 5);
        await using var whole = await TestWarehouse.CreateAsync(data, engine);
        await using var part = await TestWarehouse.CreateAsync(data with { Engagements = seen }, engine);

        // A participant's country is that of its first line, which may be hidden. Countries are checked below.
        var countries = (await whole.SetAsync("Participants", scope)).Select(p => (string)p["CountryCode"]!).Concat(seen.SelectMany(e => e.Lines.Select(l => l.Country).Append(e.PlaceCountry))).ToHashSet();
        Assert.Equal(countries.Order(StringComparer.Ordinal), (await whole.SetAsync("Countries", scope)).Select(c => (string)c["CountryCode"]!).Order(StringComparer.Ordinal));
        foreach (var set in whole.Sets.All.Where(s => s.Name != "Countries"))
        {
            var hidden = await whole.SetAsync(set.Name, scope);
            var absent = await part.SetAsync(set.Name, RowScope.Everything);
            Assert.Equal(absent.Count, hidden.Count);
            if (OfEngagements.Contains(set.Name))
            {
                Assert.All(hidden.Where(r => r.ContainsKey("Code")), r => Assert.Contains(seen, e => e.Code == (string)r["Code"]!));
            }

            foreach (var name in set.Properties.Select(p => p.Name).Where(n => !n.EndsWith("Key", StringComparison.Ordinal) && n is not ("Id" or "ImportedAt" or "LineNo" or "CountryCode") || (n == "CountryCode" && set.Name == "EngagementParticipants")))
            {
                Assert.Equal(Values(absent, name), Values(hidden, name));
            }
        }

        static List<string> Values(IEnumerable<IReadOnlyDictionary<string, object?>> rows, string name) =>
            [.. rows.Select(r => r[name] is IReadOnlyList<string> texts ? string.Join(',', texts) : $"{r[name]}").Order(StringComparer.Ordinal)];
    }

    [EngineFact]
    public async Task A_key_of_a_hidden_row_finds_nothing_and_navigation_shows_only_visible_rows()
    {
        var data = new RandomData(new Random(Seed)).Rich();
        await using var warehouse = await TestWarehouse.CreateAsync(data, engine);
        var scope = new RowScope([new QueryFilter("handling", FilterMode.None, ["restricted"])]);
        var hidden = data.Engagements.Index().First(e => e.Item.Handling == "restricted");
        var query = new FeedQuery { Set = warehouse.Sets["Engagements"], Key = hidden.Index + 1L, Columns = [["Code"], ["Place", "City"]] };
        Assert.Single((await warehouse.ReadAsync(query, RowScope.Everything)).Value!);
        Assert.Empty((await warehouse.ReadAsync(query, scope)).Value!);
        Assert.Empty((await warehouse.ReadAsync(new FeedQuery { Set = warehouse.Sets["EngagementDomains"], Columns = [["Id"], ["Engagement", "Title"]], Filter = new FeedExpression.Binary(FeedOperator.Equal, new FeedExpression.Property(["Engagement", "Code"]), new FeedExpression.Constant(hidden.Item.Code, FeedPropertyType.Text)) }, scope)).Value!);
    }

    [EngineFact]
    public async Task A_relation_is_a_row_if_the_caller_sees_both_engagements()
    {
        var data = new RandomCommitments(new Random(Seed)).AddTo(new RandomData(new Random(Seed)).Rich());
        await using var warehouse = await TestWarehouse.CreateAsync(data, engine);
        var query = new FeedQuery { Set = warehouse.Sets["EngagementRelations"], Columns = [["Engagement", "Code"], ["Kind"], ["Related", "Code"], ["RelationLabel"], ["SourceCode"]] };
        foreach (var (scope, seen) in new[]
        {
            (RowScope.Everything, data.Engagements),
            (new RowScope([new QueryFilter("handling", FilterMode.None, ["restricted"])]), [.. data.Engagements.Where(e => e.Handling != "restricted")]),
        })
        {
            var expected = seen.SelectMany(e => e.Relations.Where(r => seen.Any(o => o.Code == r.To)).Select(r => $"{e.Code} {r.Kind} {r.To} {r.Date.Label} ")).Order(StringComparer.Ordinal).ToList();
            Assert.InRange(expected.Count, 2, scope.IsEverything ? 1_000 : data.Engagements.Sum(e => e.Relations.Count) - 1);
            Assert.Equal(expected, (await warehouse.ReadAsync(query, scope)).Value!.Select(r => string.Join(' ', r.Values)).Order(StringComparer.Ordinal));
        }
    }

    private static void Same(IReadOnlyList<IReadOnlyDictionary<string, object?>> expected, IReadOnlyList<IReadOnlyDictionary<string, object?>> rows, string question)
    {
        Assert.True(expected.Count == rows.Count, $"{question}: {expected.Count} rows in the file, {rows.Count} on the server");
        foreach (var (ours, theirs) in expected.Zip(rows))
        {
            foreach (var (name, value) in ours)
            {
                var other = theirs[name];
                var same = value switch
                {
                    double real => other is double number && Math.Abs(real - number) <= 1e-9 * Math.Max(1, Math.Abs(real)),
                    IReadOnlyList<string> texts => texts.SequenceEqual((IReadOnlyList<string>)other!),
                    _ => Equals(value, other),
                };
                Assert.True(same, $"{question}: {name} is {value} in the file, {other} on the server");
            }
        }
    }
}
