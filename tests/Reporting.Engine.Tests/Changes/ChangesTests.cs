using System.Text.Json;
using System.Text.Json.Nodes;
using Reporting.Engine.Access;
using Reporting.Engine.Changes;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;

namespace Reporting.Engine.Tests.Changes;

public abstract class ChangesTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ChangesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ChangesTests(WarehouseProvider.SqlServer);

    private const string Header = "Code,Title,Start,Type,Domain,Weight,Participant,ParticipantName,ParticipantKind,Source,Handling,Headcount\n";

    private static readonly Caller Everything = Caller.Local;

    private static readonly Caller Public = new("public", [], new RowScope([new QueryFilter("handling", FilterMode.None, ["restricted"])]), Visibility.Everything);

    private static readonly Caller OneGroup = new(
        "group", [], new RowScope([new QueryFilter("domain_group", FilterMode.Any, ["g0"]), new QueryFilter("handling", FilterMode.None, ["restricted"])]),
        new Visibility(null, new HashSet<string>(["year", "date", "domain", "domain_group", "engagement_type", "participant", "organisation", "handling"])));

    public static TheoryData<int> Seeds => TestRun.Seed is { } seed ? [seed] : [.. Enumerable.Range(1, TestRun.IsDeep ? 12 : 2)];

    private static int Steps => TestRun.IsDeep ? 100 : 12;

    /// <summary>Consumers follow the changes: one asks after each step, another after some, each with its own rights.</summary>
    [EngineTheory]
    [MemberData(nameof(Seeds))]
    public async Task A_copy_that_follows_the_changes_equals_the_list_after_each_step(int seed)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var history = new RandomHistory(warehouse, seed);
        var random = new Random(seed);
        List<(CopyOfEngagements Copy, int Of)> copies = [.. new[] { Everything, Public, OneGroup }.SelectMany(caller => new[] { 1, 3 }.Select(of => (new CopyOfEngagements(warehouse, caller, pageSize: 1 + random.Next(6)), of)))];
        for (var step = 0; step < Steps; step++)
        {
            await history.StepAsync();
            foreach (var (copy, _) in copies.Where(c => random.Next(c.Of) == 0))
            {
                await copy.FollowAsync();
                Assert.Equal(await copy.ListAsync(), copy.Engagements);
            }
        }

        Assert.Equal(1, copies[0].Copy.Loads);
        // In three steps, an engagement leaves the sight of a caller with a rule nearly always; in one step it often does not.
        Assert.All(copies.Where(c => c.Of == 1), c => Assert.True(c.Copy.Loads < c.Copy.Follows, $"{c.Copy.Loads} of {c.Copy.Follows} readings loaded everything."));
    }

    /// <summary>The oracle compares whole lists, kept at each version.</summary>
    [EngineTheory]
    [MemberData(nameof(Seeds))]
    public async Task Changes_are_the_differences_between_the_lists_of_two_versions(int seed)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var history = new RandomHistory(warehouse, seed + 1000);
        var copy = new CopyOfEngagements(warehouse, Everything, 100);
        var lists = new List<SortedDictionary<string, string>> { new(StringComparer.Ordinal) };
        for (var step = 0; step < Steps; step++)
        {
            await history.StepAsync();
            var now = await copy.ListAsync();
            lists.Add(now);
            for (var since = 0; since < lists.Count; since++)
            {
                var changes = (await PageAsync(warehouse, Everything, since)).Changes;
                Assert.Equal(Expected(lists[since], now), changes.Select(c => $"{c.Code} {(c.Kind is ChangeKind.New or ChangeKind.Withdrawn ? c.Kind : "changed")}"));
                Assert.All(changes.Where(c => c.Fields.Count > 0), c => AssertFields(c, lists[since][c.Code], now[c.Code]));
            }
        }
    }

    [EngineTheory]
    [MemberData(nameof(Seeds))]
    public async Task Changes_say_nothing_of_engagements_that_the_caller_may_not_see(int seed)
    {
        await using var all = await TestWarehouse.CreateAsync(engine);
        await using var without = await TestWarehouse.CreateAsync(engine);
        var (history, same) = (new RandomHistory(all, seed), new RandomHistory(without, seed, withSecrets: false));
        for (var step = 0; step < Steps; step++)
        {
            await history.StepAsync();
            await same.StepAsync();
        }

        for (var since = 0; since <= Steps; since++)
        {
            foreach (var caller in new[] { Public, OneGroup })
            {
                var page = await PageAsync(all, caller, since);
                Assert.Equal(JsonSerializer.Serialize(await PageAsync(without, caller, since)), JsonSerializer.Serialize(page));
                Assert.DoesNotContain("restricted", JsonSerializer.Serialize(page), StringComparison.Ordinal);
            }
        }
    }

    [EngineFact]
    public async Task Changes_tell_fields_and_links_with_their_old_and_new_values()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "a,A,2020,visit,x,,p1,P,company,s1,,3\nb,B,2021-02,visit,x,,p1,,,s1,,\nc,C,2022,visit,x,,p1,,,s1,,\nd,D,2022,visit,z,,p2,,company,s2,,\n");
        await warehouse.ImportAsync(Header + "a,A2,2020-05-01,visit,x,,p1,P,company,s1,,4\nb,B,2021-02,visit,x,0.5,p1,,,s1,,\nb,,,,y,0.5,,,,,,\nd,D,2022,visit,z,,p2,New name,company,s2,,\ne,E,2022,visit,x,,p1,,,s1,,\n");
        await warehouse.ImportAsync(Header + "c,C2,2022,visit,x,,p1,P,company,s1,,\n");
        await warehouse.ImportAsync(Header + "c,C,2022,visit,x,,p1,P,company,s1,,\n");

        var page = await PageAsync(warehouse, Everything, 1);

        Assert.Equal(["a Corrected title startDate startLabel endDate endLabel headcount", "b Recoded domains", "d Members", "e New"], page.Changes.Select(c => string.Join(' ', [c.Code, $"{c.Kind}", .. c.Fields.Select(f => f.Field)])));
        Assert.Equal(["A → A2", " → 05/01/2020", "2020 → 1 May 2020", "3 → 4"], page.Changes[0].Fields.Where(f => !f.Field.StartsWith("end", StringComparison.Ordinal)).Select(f => FormattableString.Invariant($"{f.Old} → {f.New}")));
        Assert.Equal(["x"], ((IReadOnlyList<ListedDomain>)page.Changes[1].Fields[0].Old!).Select(d => d.Code));
        Assert.Equal(["participant p2 name: P2 → New name"], page.Members.Where(m => m.Code == "p2").Select(m => $"{m.Dimension} {m.Code} {m.Fields[0].Field}: {m.Fields[0].Old} → {m.Fields[0].New}"));
        Assert.Equal((4, 1, false), (page.NextSince, page.Since, page.Reset));
        Assert.Empty((await PageAsync(warehouse, Everything, 4)).Changes);
        Assert.Equal(["c Corrected title"], (await PageAsync(warehouse, Everything, 3)).Changes.Select(c => $"{c.Code} {c.Kind} {c.Fields[0].Field}"));
    }

    [EngineFact]
    public async Task An_engagement_that_leaves_the_sight_of_a_caller_resets_their_copy_and_is_not_named()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "a,A,2020,visit,x,,p1,P,company,s1,public,3\nb,B,2020,visit,x,,p1,,,s1,restricted,\nc,C,2020,visit,x,,p1,,,s1,public,\n");
        await warehouse.ImportAsync(Header + "a,A,2020,visit,x,,p1,P,company,s1,restricted,3\nb,B,2020,visit,x,,p1,,,s1,public,\n");
        await ImportAsync(warehouse, Header + "a,A,2020,visit,x,,p1,P,company,s1,restricted,3\nb,B,2020,visit,x,,p1,,,s1,public,\n", replace: true);

        Assert.Equal(["b New", "c Withdrawn"], (await PageAsync(warehouse, Public, 1)).Changes.Select(c => $"{c.Code} {c.Kind}"));
        Assert.True((await PageAsync(warehouse, Public, 1)).Reset);
        Assert.Equal(["a Corrected", "b Corrected", "c Withdrawn"], (await PageAsync(warehouse, Everything, 1)).Changes.Select(c => $"{c.Code} {c.Kind}"));
        Assert.False((await PageAsync(warehouse, Public, 2)).Reset);

        // A page does not tell where the hidden engagement lies.
        Assert.True((await warehouse.Runners.Changes.RunAsync(new ChangesQuery(1, null, "3.b", 1, "en", null), Public, default)).Value!.Reset);
    }

    /// <summary>No engagement is restricted today, and none has the hidden domain, so that the rules of today name nothing in the star.</summary>
    [EngineFact]
    public async Task Rules_hide_earlier_states_whose_members_no_engagement_has_today()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "a,Secret,2020,visit,x,,p1,P,company,s1,restricted,3\nb,Hidden,2020,visit,h,,p1,,,s1,public,\nc,C,2020,visit,x,,p1,,,s1,public,\n");
        await ImportAsync(warehouse, Header + "a,A,2020,visit,x,,p1,P,company,s1,public,3\nb,B,2020,visit,x,,p1,,,s1,public,\n", replace: true);
        foreach (var rule in new[] { new QueryFilter("handling", FilterMode.Links, ["public", "official"]), new QueryFilter("handling", FilterMode.None, ["restricted"]), new QueryFilter("domain", FilterMode.None, ["h"]) })
        {
            var page = await PageAsync(warehouse, new Caller("ruled", [], new RowScope([rule]), Visibility.Everything), 1);
            Assert.Equal(rule.Dimension == "domain" ? ["a Corrected", "b New", "c Withdrawn"] : ["a New", "b Corrected", "c Withdrawn"], page.Changes.Select(c => $"{c.Code} {c.Kind}"));
            Assert.DoesNotContain(rule.Dimension == "domain" ? "Hidden" : "Secret", JsonSerializer.Serialize(page), StringComparison.Ordinal);
        }
    }

    [EngineFact]
    public async Task Other_access_rights_reset_a_copy_and_unknown_versions_are_refused()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "a,A,2020,visit,x,,p1,P,company,s1,,3\n");
        var rights = (await PageAsync(warehouse, Everything, 1)).Rights;
        Assert.NotEqual(rights, (await PageAsync(warehouse, Public, 1)).Rights);
        Assert.False((await warehouse.Runners.Changes.RunAsync(new ChangesQuery(1, null, null, 9, "en", rights), Everything, default)).Value!.Reset);
        Assert.True((await warehouse.Runners.Changes.RunAsync(new ChangesQuery(1, null, null, 9, "en", rights), Public, default)).Value!.Reset);
        Assert.Equal("bad-choice", (await warehouse.Runners.Changes.RunAsync(new ChangesQuery(2, null, null, 9, "en", null), Everything, default)).Problem!.Code);
        Assert.Equal("malformed-after", (await warehouse.Runners.Changes.RunAsync(new ChangesQuery(1, null, "7.a", 9, "en", null), Everything, default)).Problem!.Code);

        // The day of the clock is 2026-01-02.
        Assert.Equal((0, 1), ((await warehouse.Runners.Changes.RunAsync(new ChangesQuery(null, new(2026, 1, 2), null, 9, "en", null), Everything, default)).Value!.Since,
            (await warehouse.Runners.Changes.RunAsync(new ChangesQuery(null, new(2026, 1, 3), null, 9, "en", null), Everything, default)).Value!.Since));
    }

    [EngineFact]
    public async Task Versions_whose_changes_are_not_known_are_refused_with_the_oldest_that_can_be_asked()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "a,A,2020,visit,x,,p1,P,company,s1,,3\n");
        await warehouse.ImportAsync(Header + "a,B,2020,visit,x,,p1,P,company,s1,,3\n");
        await using (var connection = await warehouse.Connections.OpenWriteAsync())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE Import SET KeepsChanges = 0 WHERE ImportKey = 2";
            await command.ExecuteNonQueryAsync();
        }

        var refused = (await warehouse.Runners.Changes.RunAsync(new ChangesQuery(1, null, null, 9, "en", null), Everything, default)).Problem!;

        Assert.Equal("changes-too-old", refused.Code);
        Assert.Contains("oldest version to ask from is 2", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["a"], (await PageAsync(warehouse, Everything, 0)).Changes.Select(c => c.Code));
        Assert.Empty((await PageAsync(warehouse, Everything, 2)).Changes);
    }

    private static async Task<ChangesPage> PageAsync(TestWarehouse warehouse, Caller caller, int since) =>
        (await warehouse.Runners.Changes.RunAsync(new ChangesQuery(since, null, null, ChangesQuery.LargestLimit, "en", null), caller, CancellationToken.None)).Value!;

    private static async Task ImportAsync(TestWarehouse warehouse, string csv, bool replace)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv));
        Assert.Null((await warehouse.Imports.RunAsync(new(content, "case.csv") { Replace = replace })).Problem);
    }

    private static IEnumerable<string> Expected(SortedDictionary<string, string> then, SortedDictionary<string, string> now) => then.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
        .Where(code => then.GetValueOrDefault(code) != now.GetValueOrDefault(code))
        .Select(code => $"{code} {(!then.ContainsKey(code) ? "New" : !now.ContainsKey(code) ? "Withdrawn" : "changed")}");

    // Names are those of today in both values, so only codes and own fields are compared.
    private static void AssertFields(EngagementChange change, string then, string now)
    {
        var (old, current) = (WithoutNames(then), WithoutNames(now));
        Assert.Equal(old.Select(p => p.Key).Where(name => old[name]?.ToJsonString() != current[name]?.ToJsonString()).Order(StringComparer.Ordinal), change.Fields.Select(f => f.Field).Order(StringComparer.Ordinal));
        Assert.All(change.Fields, f =>
        {
            Assert.Equal(old[f.Field]?.ToJsonString(), WithoutNames($$"""{"{{f.Field}}":{{JsonSerializer.Serialize(f.Old, CopyOfEngagements.Json)}}}""")[f.Field]?.ToJsonString());
            Assert.Equal(current[f.Field]?.ToJsonString(), WithoutNames($$"""{"{{f.Field}}":{{JsonSerializer.Serialize(f.New, CopyOfEngagements.Json)}}}""")[f.Field]?.ToJsonString());
        });
    }

    private static JsonObject WithoutNames(string json)
    {
        var node = JsonNode.Parse(json)!;
        Strip(node, isTop: true);
        return node.AsObject();

        static void Strip(JsonNode? node, bool isTop = false)
        {
            if (node is JsonObject fields)
            {
                foreach (var name in (string[])(isTop ? [] : ["name", "nameLocal", "kind", .. fields.ContainsKey("publisher") ? ["title"] : Array.Empty<string>()]))
                {
                    fields.Remove(name);
                }

                foreach (var field in fields.ToList())
                {
                    Strip(field.Value);
                }
            }
            else if (node is JsonArray items)
            {
                items.ToList().ForEach(item => Strip(item));
            }
        }
    }
}
