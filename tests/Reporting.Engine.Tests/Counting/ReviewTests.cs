using Reporting.Engine.Access;
using Reporting.Engine.Changes;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Tests.Counting;

/// <summary>Drafts count nowhere, unless the query names the review (decision 0069). The data are of 2 January 2026.</summary>
public abstract class ReviewTests(WarehouseProvider engine)
{
    private const string Header = "Code,Title,Start,Type,Domain,Status,Review,ReviewedBy,ReviewedOn,Relation,RelatedEngagement\n";

    private const string File = Header
        + "r1,Plain,2025-06-01,visit,x,,,,,,\n"
        + "r2,Named,2025-07-01,visit,x,,reviewed,Anna,2025-08-01,,\n"
        + "d1,Draft,2025-08-01,visit,y,,draft,,,follows-up,r1\n"
        + "p1,Planned,2027-01-01,visit,x,planned,,,,,\n"
        + "p2,Planned draft,2027-02-01,visit,x,planned,draft,,,,\n";

    private static readonly ReportQuery Count = new() { Measures = ["engagements"] };

    public sealed class OnSqlite() : ReviewTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ReviewTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Figures_and_lists_leave_drafts_out_and_say_so()
    {
        await using var warehouse = await ImportedAsync();
        var total = (await warehouse.AskAsync(Count)).Value!;
        Assert.Equal(2L, total.Rows[0].Values[0]);
        Assert.Contains(total.Counting, rule => rule.StartsWith("Drafts", StringComparison.Ordinal));
        Assert.Equal(["x 2"], await RowsAsync(warehouse, Count with { By = ["domain"] }));
        Assert.Equal(["r2", "r1"], await ListAsync(warehouse, Count));
        await using var rows = (await warehouse.Runners.Engagements.OpenDataAsync(Count, Caller.Local, default)).Value!;
        Assert.Equal(2, rows.Count);
    }

    [EngineFact]
    public async Task The_status_and_the_review_are_named_apart()
    {
        await using var warehouse = await ImportedAsync();
        Assert.Equal(["reviewed 2", "draft 1"], await RowsAsync(warehouse, Count with { By = ["review"] }));
        Assert.Equal(["held 2", "planned 1"], await RowsAsync(warehouse, Count with { By = ["status"] }));
        Assert.Equal(["p2"], await ListAsync(warehouse, Count with { Filters = [Filter("status", "planned"), Filter("review", "draft")] }));
        Assert.Equal(["d1"], await ListAsync(warehouse, Count with { Filters = [Filter("review", "draft")] }));
        Assert.Equal(["p1"], await ListAsync(warehouse, Count with { Filters = [Filter("status", "planned")] }));
        Assert.Equal(5L, (await warehouse.AskAsync(Count with { By = ["status", "review"], Totals = TotalsKind.Grand })).Value!.Grand!.Values[0]);
    }

    [EngineFact]
    public async Task One_draft_is_found_by_callers_who_see_the_review_and_no_relation_leads_to_it()
    {
        await using var warehouse = await ImportedAsync();
        var draft = (await FindAsync("d1", Caller.Local))!;
        Assert.Equal(new ListedReview("draft", "Draft", null, null), draft.Review);
        Assert.Equal(["r1"], draft.Relations!.Select(r => r.Code));
        Assert.Null((await FindAsync("r1", Caller.Local))!.Relations);
        Assert.Equal(new ListedReview("reviewed", "Reviewed", "Anna", new DateOnly(2025, 8, 1)), (await FindAsync("r2", Caller.Local))!.Review);
        var withoutReview = Caller.Local with { Visible = new Visibility(null, new HashSet<string>(["year", "domain", "status"])) };
        Assert.Null(await FindAsync("d1", withoutReview));
        Assert.Null((await FindAsync("r2", withoutReview))!.Review);
        Assert.NotNull(await FindAsync("p1", withoutReview));

        async Task<ListedEngagement?> FindAsync(string code, Caller caller) => (await warehouse.Runners.Engagements.FindAsync(code, "en", caller, null, default)).Value.Engagement;
    }

    [EngineFact]
    public async Task A_measure_can_count_drafts_beside_reviewed_engagements()
    {
        var model = ModelReader.Parse("engagements.yml", await System.IO.File.ReadAllTextAsync(RepositoryRoot.File("reports", "model", "engagements.yml")) + """

              - id: drafts
                count: engagements
                where: {review: [draft]}
                captions: {en: Drafts}
                descriptions: {en: Drafts.}
              - id: planned_drafts
                count: planned
                where: {review: [draft]}
                captions: {en: Planned drafts}
                descriptions: {en: Planned drafts.}
            """);
        await using var warehouse = await TestWarehouse.CreateAsync(null, engine, model);
        await warehouse.ImportAsync(File);
        Assert.Equal([2L, 1L, 1L, 1L], (await warehouse.AskAsync(new ReportQuery { Measures = ["engagements", "drafts", "planned", "planned_drafts"] })).Value!.Rows[0].Values);
        Assert.Equal([1L], (await warehouse.AskAsync(new ReportQuery { Measures = ["planned_drafts"] })).Value!.Rows[0].Values);
    }

    [EngineFact]
    public async Task A_reviewed_draft_is_new_and_an_undo_makes_it_a_draft_again()
    {
        await using var warehouse = await ImportedAsync();
        await warehouse.ImportAsync(Header + "d1,Draft,2025-08-01,visit,y,,reviewed,Ben,2026-01-02,,\nr1,Plain,2025-06-01,visit,x,,draft,,,,\n");
        Assert.Equal(["d1 New", "r1 Withdrawn"], await ChangesAsync());
        Assert.Equal(["d1", "r2"], await ListAsync(warehouse, Count));

        Assert.Null((await warehouse.Imports.UndoAsync(2)).Problem);
        Assert.Equal(["r2", "r1"], await ListAsync(warehouse, Count));
        Assert.Empty(await ChangesAsync());

        async Task<IEnumerable<string>> ChangesAsync() =>
            (await warehouse.Runners.Changes.RunAsync(new ChangesQuery(1, null, null, 100, "en", null), Caller.Local, default)).Value!.Changes.Select(c => $"{c.Code} {c.Kind}");
    }

    [EngineFact]
    public async Task Wrong_words_and_a_draft_with_a_reviewer_are_refused()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var result = await warehouse.ImportAsync(Header
            + "a,A,2025,visit,x,,Draft,,,,\nb,B,2025,visit,x,,draft,Anna,,,\nc,C,2025,visit,x,,reviewed,Anna,2025-08,,\n");
        Assert.Equal(
            ["Draft: It is not one of reviewed, draft.", "draft: A draft was not reviewed, but the row says by whom or when.", "2025-08: It is not a day."],
            result.Refusals.Select(r => $"{r.Value}: {r.Reason}"));
        var problem = (await warehouse.AskAsync(Count with { Filters = [Filter("review", "drafts")] })).Problem!;
        Assert.Equal((ErrorCodes.UnknownMember.Text, "Did you mean 'draft'?"), (problem.Code, problem.Hint));
    }

    private static QueryFilter Filter(string dimension, params string[] values) => new(dimension, FilterMode.Links, values);

    private async Task<TestWarehouse> ImportedAsync()
    {
        var warehouse = await TestWarehouse.CreateAsync(engine);
        Assert.Empty((await warehouse.ImportAsync(File)).Refusals);
        return warehouse;
    }

    private static async Task<IEnumerable<string>> RowsAsync(TestWarehouse warehouse, ReportQuery query) =>
        (await warehouse.AskAsync(query)).Value!.Rows.Select(r => $"{r.Members[0].Code} {r.Values[0]}");

    private static async Task<IEnumerable<string>> ListAsync(TestWarehouse warehouse, ReportQuery query) =>
        (await warehouse.Runners.Engagements.ListAsync(new EngagementQuery(query, null), Caller.Local, null, default)).Value!.Engagements.Select(e => e.Code);
}
