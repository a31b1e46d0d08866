using Reporting.Engine.Access;
using Reporting.Engine.Changes;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;

namespace Reporting.Engine.Tests.Engagements;

/// <summary>Relations between engagements, from the import to both of their ends (decision 0061).</summary>
public abstract class RelationTests(WarehouseProvider engine)
{
    private const string Header = "Code,Title,Start,Type,Domain,Participant,ParticipantKind,Handling,Status,Source,Relation,RelatedEngagement,RelationDate,RelationSource\n";

    public sealed class OnSqlite() : RelationTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : RelationTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task A_relation_is_shown_from_both_sides_with_date_and_source()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        Assert.Empty((await warehouse.ImportAsync(Header + "memo,Memorandum,2025-11-04,visit,x,p1,person,public,,s1,implements,plan,2025-11,s1\nmemo,,,,,,,,,,replaces,old,,\nplan,Plan,2025-07,visit,x,p1,,public,planned,s1,,,,\nold,Old,2020,visit,x,p1,,public,,,,,,\n")).Refusals);
        Assert.Equal(["replaces to old | Old | 2020", "implements to plan | Plan | July 2025 | November 2025 | s1 | not-confirmed"], await RelationsAsync(warehouse, "memo"));
        Assert.Equal(["implements from memo | Memorandum | 4 November 2025 | November 2025 | s1"], await RelationsAsync(warehouse, "plan"));
        Assert.Equal(["Replaced by"], (await FindAsync(warehouse, "old", Caller.Local))!.Relations!.Select(r => r.Name));
        Assert.Equal(["יושמה על ידי"], (await FindAsync(warehouse, "plan", Caller.Local, "he"))!.Relations!.Select(r => r.Name));
        var list = (await warehouse.Runners.Engagements.ListAsync(new EngagementQuery(new ReportQuery { Measures = ["engagements"], Find = "memorandum" }, null) { WithRelations = true }, Caller.Local, null, default)).Value!.Engagements;
        Assert.Equal(["old", "plan"], list.Single().Relations!.Select(r => r.Code));
        Assert.Null((await warehouse.Runners.Engagements.ListAsync(new EngagementQuery(new ReportQuery { Measures = ["engagements"] }, null), Caller.Local, null, default)).Value!.Engagements[0].Relations);
    }

    [EngineFact]
    public async Task A_relation_to_a_hidden_engagement_looks_like_one_to_an_engagement_that_is_not_there()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "a,A,2025,visit,x,p1,person,public,,,follows-up,secret,,\na,,,,,,,,,,follows-up,never,,\na,,,,,,,,,,follows-up,b,,\nb,B,2024,visit,x,p1,,public,,,prepares,c,,\nsecret,Secret,2023,visit,x,p1,,restricted,,,prepares,a,,\nc,C,2025,visit,x,p1,,public,planned,,,,,\n");
        var open = Caller.Local with { Scope = new RowScope([new QueryFilter("handling", FilterMode.None, ["restricted"])]) };
        Assert.Equal(["secret follows-up to", "secret prepares from", "b follows-up to"], await CodesAsync(Caller.Local, "a"));
        Assert.Equal(["b follows-up to"], await CodesAsync(open, "a"));
        Assert.Equal(["a follows-up from", "c prepares to"], await CodesAsync(open, "b"));

        // A caller who does not see the status sees no planned engagement at the other end.
        var withoutStatus = open with { Visible = new Visibility(null, new HashSet<string>(["year", "domain", "handling"])) };
        Assert.Equal(["a follows-up from"], await CodesAsync(withoutStatus, "b"));
        var masked = (await FindAsync(warehouse, "b", withoutStatus))!.Relations!.Single();
        Assert.Equal(("not shown", null, null), (masked.StartLabel, masked.DateLabel, masked.Source));

        async Task<IEnumerable<string>> CodesAsync(Caller caller, string code) => (await FindAsync(warehouse, code, caller))!.Relations!.Select(r => $"{r.Code} {r.Kind} {r.Direction}");
    }

    [EngineFact]
    public async Task A_relation_waits_for_an_engagement_that_comes_later()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var first = await warehouse.ImportAsync(Header + "a,A,2025,visit,x,p1,person,public,,,amends,later,,\n");
        Assert.Equal("'a' amends 'later', which is not in the data. The relation is kept, and shown once that engagement is imported.", Assert.Single(first.Warnings, w => w.Row == 2).Message);
        Assert.Null((await FindAsync(warehouse, "a", Caller.Local))!.Relations);
        var second = await warehouse.ImportAsync(Header + "b,B,2025,visit,x,p1,,public,,,,,,\n");
        Assert.Contains(second.Warnings, w => w.Message == "1 relation of earlier imports still waits for engagements that are not in the data: 'a' amends 'later'.");
        var third = await warehouse.ImportAsync(Header + "later,Later,2024,visit,x,p1,,public,,,,,,\n");
        Assert.DoesNotContain(third.Warnings, w => w.Message.Contains("relation", StringComparison.Ordinal));
        Assert.Equal(["amends to later | Later | 2024"], await RelationsAsync(warehouse, "a"));
    }

    [EngineFact]
    public async Task Cycles_of_implements_and_replaces_are_refused_with_their_codes()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "a,A,2025,visit,x,p1,person,public,,,replaces,b,,\nb,B,2024,visit,x,p1,,public,,,replaces,c,,\nb,,,,,,,,,,implements,a,,\n");
        var refused = await warehouse.ImportAsync(Header + "c,C,2023,visit,x,p1,,public,,,replaces,a,,\nd,D,2023,visit,x,p1,,public,,,replaces,d,,\ne,E,2023,visit,x,p1,,public,,,supersedes,a,,\nf,F,2023,visit,x,p1,,public,,,,a,,\ng,G,2023,visit,x,p1,,public,,,amends,,2024,\nh,H,2023,visit,x,p1,,public,,,amends,a,soon,\n");
        Assert.Equal(
            [
                "c: It makes a cycle of 'replaces': c → a → b → c.", "d: It is the engagement itself.", "e: It is not one of implements, follows-up, amends, replaces, cancels, prepares.", "f: It is blank.",
                "g: The row has no RelatedEngagement for this value.", "h: It is not a date.",
            ],
            refused.Refusals.Select(r => $"{r.EngagementCode}: {r.Reason}"));

        // Other kinds may go round, and a corrected relation no longer counts.
        Assert.Empty((await warehouse.ImportAsync(Header + "b,B,2024,visit,x,p1,,public,,,prepares,a,,\nc,C,2023,visit,x,p1,,public,,,replaces,a,,\nc,,,,,,,,,,follows-up,b,,\n")).Refusals);
    }

    [EngineFact]
    public async Task Undo_gives_an_engagement_its_relations_back()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "a,A,2025,visit,x,p1,person,public,,s1,amends,b,2025-01-02,s1\nb,B,2024,visit,x,p1,,public,,,,,,\n");
        const string Star = "SELECT f.Code, r.Kind, r.TargetCode, r.DateKey, s.Code AS S FROM EngagementRelation r JOIN FactEngagement f ON f.EngagementKey = r.EngagementKey JOIN DimSource s ON s.SourceKey = r.SourceKey ORDER BY 1, 2, 3";
        var before = await warehouse.RowsAsync(Star);
        Assert.Equal(1, (await warehouse.ImportAsync(Header + "a,A,2025,visit,x,p1,,public,,s1,cancels,b,,\n")).Changed);
        Assert.Equal(["a|cancels|b|0|unknown"], await warehouse.RowsAsync(Star));
        Assert.Null((await warehouse.Imports.UndoAsync(2)).Problem);
        Assert.Equal(before, await warehouse.RowsAsync(Star));
        Assert.Equal(["0"], await warehouse.RowsAsync("SELECT COUNT(*) FROM PastEngagementRelation"));
        Assert.Equal(1, (await warehouse.ImportAsync(Header + "a,A,2025,visit,x,p1,,public,,s1,amends,b,2025-01-02,s1\n")).Unchanged);
    }

    [EngineFact]
    public async Task Changes_tell_relations_to_engagements_that_the_caller_sees_today()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        const string Others = "b,B,2024,visit,x,p1,person,public,,,,,,\nsecret,Secret,2023,visit,x,p1,,restricted,,,,,,\n";
        await warehouse.ImportAsync(Header + Others + "a,A,2025,visit,x,p1,,public,,s1,amends,b,2025-01,s1\nc,C,2025,visit,x,p1,,public,,,amends,secret,,\n");
        await warehouse.ImportAsync(Header + "a,A,2025,visit,x,p1,person,public,,s1,cancels,b,,\nc,C,2025,visit,x,p1,,public,,,cancels,secret,,\n");
        await warehouse.ImportAsync(Header + "d,D,2025,visit,x,p1,person,public,,,,,,\n");
        Assert.Equal(["a Recoded: relations amends b January 2025 s1 → cancels b", "c Recoded: relations amends secret → cancels secret"], await ChangesAsync(Caller.Local, 1));
        Assert.Empty(await ChangesAsync(Caller.Local, 2));

        // A hidden end is no change, as it looks like one that is not there.
        var open = Caller.Local with { Scope = new RowScope([new QueryFilter("handling", FilterMode.None, ["restricted"])]) };
        Assert.Equal(["a Recoded: relations amends b January 2025 s1 → cancels b"], await ChangesAsync(open, 1));
        Assert.Null((await warehouse.Imports.UndoAsync(2)).Problem);
        Assert.Empty(await ChangesAsync(Caller.Local, 1));
        Assert.Equal(2, (await ChangesAsync(Caller.Local, 3)).Count);

        async Task<List<string>> ChangesAsync(Caller caller, int since) =>
            [.. (await warehouse.Runners.Changes.RunAsync(new ChangesQuery(since, null, null, 100, "en", null), caller, default)).Value!.Changes.Where(c => c.Kind != ChangeKind.New)
                .Select(c => $"{c.Code} {c.Kind}: {string.Join(", ", c.Fields.Select(f => $"{f.Field} {ChangedValues.Text(f.Old)} → {ChangedValues.Text(f.New)}"))}")];
    }

    private static async Task<ListedEngagement?> FindAsync(TestWarehouse warehouse, string code, Caller caller, string language = "en") =>
        (await warehouse.Runners.Engagements.FindAsync(code, language, caller, null, default)).Value.Engagement;

    private static async Task<IEnumerable<string>> RelationsAsync(TestWarehouse warehouse, string code) =>
        (await FindAsync(warehouse, code, Caller.Local))!.Relations!.Select(r => string.Join(" | ", new[] { $"{r.Kind} {r.Direction} {r.Code}", r.Title, r.StartLabel, r.DateLabel, r.Source?.Code, r.Status?.Code }.OfType<string>()));
}
