using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;

namespace Reporting.Engine.Tests.Engagements;

/// <summary>What sources state, and how well engagements are sourced (decision 0071).</summary>
public abstract class StatementTests(WarehouseProvider engine)
{
    private const string Header = "Code,Title,Start,Type,City,Headcount,Source,SourcePublisher,SourcePublishedOn,SourceKind,StatedField,StatedValue\n";

    private const string File = Header
        + "own,Own value,2022-06-02,visit,,,paper,Paper,2022-06-04,media,start,2022-06-03\n"
        + "own,,,,,,note,Ministry,2022-06-02,official,start,2022-06-02\n"
        + "rule,By rule,,visit,,,paper,,,,start,2022-06-03\n"
        + "rule,,,,,,note,,,,start,2022-06\n"
        + "rule,,,,,,paper,,,,headcount,40\n"
        + "rule,,,,,,late,Weekly,2022-07-01,media,headcount,45\n"
        + "rule,,,,,,wire,Weekly,,media,city,Goa\n"
        + "exact,By exactness,,visit,,,paper,,,,start,2022\n"
        + "exact,,,,,,wire,,,,start,2022-06\n"
        + "none,Without,2022,visit,,,,,,,,\n"
        + "twice,One publisher,2022,visit,,,late,,,,,\n"
        + "twice,,,,,,wire,,,,,\n"
        + "only,Official,2022,visit,,,note,,,,,\n";

    public sealed class OnSqlite() : StatementTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : StatementTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Sources_that_disagree_are_shown_and_the_own_value_counts()
    {
        await using var warehouse = await ImportedAsync();
        var found = await FindAsync(warehouse, "own");
        Assert.Equal("2 June 2022", found.StartLabel);
        Assert.Equal(["start 2 June 2022 note True", "start 3 June 2022 paper False"], Texts(found));
    }

    [EngineFact]
    public async Task A_blank_value_is_chosen_by_official_source_then_exactness_then_publication()
    {
        await using var warehouse = await ImportedAsync();
        var rule = await FindAsync(warehouse, "rule");
        Assert.Equal(("June 2022", 45L, "Goa"), (rule.StartLabel, rule.Headcount, rule.City));
        Assert.Equal("June 2022", (await FindAsync(warehouse, "exact")).StartLabel);
        Assert.Equal(2L, (await warehouse.AskAsync(Count with { Filters = [new QueryFilter("month", FilterMode.Links, ["2022-06"]), new QueryFilter("date", FilterMode.Links, ["unknown"])] })).Value!.Rows[0].Values[0]);
    }

    [EngineTheory]
    [InlineData("note,Ministry,,official")]
    [InlineData("note,Ministry,2022-07-01,media")]
    public async Task The_choice_does_not_depend_on_the_order_of_rows(string source)
    {
        const string Blank = "a,Blank,,visit,,,paper,Paper,2022-06-04,media,start,2022-06-03\na,,,,,,note,,,,start,2022-06-02\n";
        var described = $"b,Described,2022,visit,,,{source},,\n";
        foreach (var rows in new[] { Blank + described, described + Blank })
        {
            await using var warehouse = await TestWarehouse.CreateAsync(engine);
            var first = await warehouse.ImportAsync(Header + rows);
            Assert.Equal((2, 3, "2 June 2022"), (first.Added, first.Rows, (await FindAsync(warehouse, "a")).StartLabel));
            var again = await warehouse.ImportAsync(Header + rows);
            Assert.Equal((0, 2, first.FileHash), (again.Changed, again.Unchanged, again.FileHash));
        }
    }

    [EngineFact]
    public async Task A_refused_row_tells_neither_the_kind_nor_the_day_of_a_source()
    {
        const string Accepted = "a,Blank,,visit,,,paper,Paper,2022-06-04,media,start,2022-06-03\na,,,,,,note,Ministry,,,start,2022-06-02\n";

        // The last one is refused only for a value that was chosen by the kind which the first one states.
        foreach (var refused in new[] { "b,No date,,visit,,,note,,,official,,\n", "b,No date,,visit,,,note,,2022-07-01,media,,\n", "b,Ends early,,visit,,,paper,,,,start,2022\nb,,,,,,note,,,official,start,2023-06\nb,,,,,,note,,,,end,2022-06\n" })
        {
            foreach (var rows in new[] { Accepted + refused, refused + Accepted })
            {
                await using var warehouse = await TestWarehouse.CreateAsync(engine);
                var import = await warehouse.ImportAsync(Header + rows, maxRejected: 1);
                Assert.Equal((1, 1, "3 June 2022"), (import.Added, import.Rejected, (await FindAsync(warehouse, "a")).StartLabel));
            }
        }
    }

    [EngineFact]
    public async Task Confidence_counts_publishers_and_follows_corrected_sources_and_their_undo()
    {
        await using var warehouse = await ImportedAsync();
        string[] before = ["none 1", "one 1", "several 1", "official 1", "official-several 2"];
        Assert.Equal(before, await LevelsAsync(warehouse));
        Assert.Equal(3L, (await warehouse.AskAsync(Count with { Filters = [new QueryFilter("confidence", FilterMode.Links, ["several", "official-several"])] })).Value!.Rows[0].Values[0]);

        await warehouse.ImportAsync("Code,Title,Start,Type,Source,SourcePublisher,SourceKind\nnew,New,2023,visit,late,Monthly,\nnew,,,,note,Ministry,other\n");
        Assert.Equal(["none 1", "one 1", "several 5"], await LevelsAsync(warehouse));

        Assert.Null((await warehouse.Imports.UndoAsync(2)).Problem);
        Assert.Equal(before, await LevelsAsync(warehouse));
    }

    [EngineFact]
    public async Task Statements_return_with_an_undo()
    {
        await using var warehouse = await ImportedAsync();
        var before = Texts(await FindAsync(warehouse, "own"));
        var levels = await LevelsAsync(warehouse);
        await warehouse.ImportAsync(Header + "own,Own value,2022-06-02,visit,,,paper,,,,start,2022-06-05\n");
        Assert.Equal(["start 5 June 2022 paper False"], Texts(await FindAsync(warehouse, "own")));
        Assert.NotEqual(levels, await LevelsAsync(warehouse));
        Assert.Null((await warehouse.Imports.UndoAsync(2)).Problem);
        Assert.Equal(before, Texts(await FindAsync(warehouse, "own")));
        Assert.Equal(levels, await LevelsAsync(warehouse));
    }

    [EngineFact]
    public async Task A_caller_sees_statements_about_visible_fields_of_visible_sources_only()
    {
        await using var warehouse = await ImportedAsync();
        Assert.Null(await StatementsAsync("date", "city"));
        Assert.Equal(["city"], await StatementsAsync("source", "city"));
        Assert.Null((await OneAsync("source", "city")).Confidence);
        Assert.Null((await OneAsync("confidence", "city")).Confidence);
        Assert.Equal("official-several", (await OneAsync("confidence", "source")).Confidence!.Code);

        async Task<ListedEngagement> OneAsync(params string[] dimensions) =>
            (await warehouse.Runners.Engagements.FindAsync("rule", "en", Caller.Local with { Visible = new Visibility(new HashSet<string>(["engagements"]), new HashSet<string>(dimensions)) }, null, default)).Value.Engagement!;

        async Task<IEnumerable<string>?> StatementsAsync(params string[] dimensions) => (await OneAsync(dimensions)).Statements?.Select(s => s.Field);
    }

    [EngineFact]
    public async Task Statements_that_cannot_be_read_are_refused()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var result = await warehouse.ImportAsync(Header
            + "a,A,2022,visit,,,s,P,,press,,\n"
            + "b,B,2022,visit,,,s2,P,,,date,2022\n"
            + "c,C,2022,visit,,,s2,P,,,start,June\n"
            + "d,D,2022,visit,,,,,,,start,2022\n"
            + "e,E,2022,visit,,,s2,P,,,start,\n"
            + "f,F,2022,visit,,,s2,P,,,start,2022\nf,,,,,,s2,,,,start,2023\n"
            + "g,G,2022,visit,,,s2,P,,,headcount,many\n");
        Assert.Equal(
            [
                "press: It is not one of official, media, research, other.", "date: It is not one of start, end, city, country, headcount, amount_usd.", "June: It is not a date.", "start: The row has no Source that states this.", ": It is blank.",
                "2023: An earlier row of this engagement has '2022' for this field of the source.", "many: It is not a whole number from 0 to 2,147,483,647.",
            ],
            result.Refusals.Select(r => $"{r.Value}: {r.Reason}"));
    }

    private static readonly ReportQuery Count = new() { Measures = ["engagements"] };

    private async Task<TestWarehouse> ImportedAsync()
    {
        var warehouse = await TestWarehouse.CreateAsync(engine);
        Assert.Empty((await warehouse.ImportAsync(File)).Refusals);
        return warehouse;
    }

    private static IEnumerable<string> Texts(ListedEngagement engagement) => engagement.Statements!.Select(s => $"{s.Field} {s.Label} {s.Source.Code} {s.IsShown}").ToList();

    private static async Task<ListedEngagement> FindAsync(TestWarehouse warehouse, string code) =>
        (await warehouse.Runners.Engagements.FindAsync(code, "en", Caller.Local, null, default)).Value.Engagement!;

    private static async Task<IEnumerable<string>> LevelsAsync(TestWarehouse warehouse) =>
        (await warehouse.AskAsync(Count with { By = ["confidence"] })).Value!.Rows.Select(r => $"{r.Members[0].Code} {r.Values[0]}");
}
