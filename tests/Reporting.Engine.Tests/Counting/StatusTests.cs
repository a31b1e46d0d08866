using Reporting.Engine.Access;
using Reporting.Engine.Changes;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Tests.Counting;

/// <summary>Figures and lists have engagements that were held, unless the query names the status (decision 0060). The data are of 2 January 2026.</summary>
public abstract class StatusTests(WarehouseProvider engine)
{
    private const string Header = "Code,Title,Start,Type,Domain,Participant,ParticipantKind,Handling,Status\n";

    private const string File = Header
        + "h1,Held,2025-06-01,visit,x,p1,person,public,\n"
        + "h2,Held too,2026-03-01,visit,x,p1,,restricted,held\n"
        + "n1,Last day,2026-01-01,visit,x,p1,,public,planned\n"
        + "n2,Last month,2025-12,visit,y,p2,person,public,planned\n"
        + "p1,This day,2026-01-02,visit,x,p1,,public,planned\n"
        + "p2,This month,2026-01,visit,y,p2,,restricted,planned\n"
        + "p3,This year,2026,visit,x,p1,,public,planned\n"
        + "p4,Some day,unknown,visit,x,p1,,public,planned\n"
        + "x1,Moved,2025-05-01,visit,x,p1,,public,postponed\n"
        + "c1,Off,2025-04-01,visit,x,p1,,public,cancelled\n";

    public sealed class OnSqlite() : StatusTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : StatusTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Figures_and_lists_have_held_engagements_and_say_so()
    {
        await using var warehouse = await ImportedAsync();
        var total = (await warehouse.AskAsync(Count)).Value!;
        Assert.Equal(2L, total.Rows[0].Values[0]);
        Assert.Contains(total.Counting, rule => rule.StartsWith("Only engagements that were held", StringComparison.Ordinal));
        Assert.Equal(["2025 1", "2026 1"], await RowsAsync(warehouse, Count with { By = ["year"] }));
        Assert.Equal(["x 2"], await RowsAsync(warehouse, Count with { By = ["domain"] }));
        Assert.Equal(["h2", "h1"], await ListAsync(warehouse, Count));
        Assert.Equal(["h2"], await ListAsync(warehouse, Count with { Find = "too" }));
        Assert.Empty(await ListAsync(warehouse, Count with { Find = "moved" }));
        await using var rows = (await warehouse.Runners.Engagements.OpenDataAsync(Count, Caller.Local, default)).Value!;
        Assert.Equal(2, rows.Count);

        // A participant of planned engagements alone is known, and has none that count.
        Assert.Equal(0L, (await warehouse.AskAsync(Count with { Filters = [Filter("participant", "p2")] })).Value!.Rows[0].Values[0]);
    }

    [EngineFact]
    public async Task A_query_that_names_the_status_has_every_status()
    {
        await using var warehouse = await ImportedAsync();
        Assert.Equal(["held 2", "planned 4", "not-confirmed 2", "postponed 1", "cancelled 1"], await RowsAsync(warehouse, Count with { By = ["status"] }));
        Assert.Equal(10L, (await warehouse.AskAsync(Count with { By = ["status"], Totals = TotalsKind.Grand })).Value!.Grand!.Values[0]);
        Assert.Equal(["n1", "n2"], (await ListAsync(warehouse, Count with { Filters = [Filter("status", "not-confirmed")] })).Order(StringComparer.Ordinal));
        Assert.Equal(["c1", "p1", "p2", "p3", "p4"], (await ListAsync(warehouse, Count with { Filters = [Filter("status", "planned", "cancelled")] })).Order(StringComparer.Ordinal));
        Assert.Equal(["x 3", "y 1"], await RowsAsync(warehouse, Count with { By = ["domain"], Filters = [Filter("status", "planned")] }));
        await using var rows = (await warehouse.Runners.Engagements.OpenDataAsync(Count with { By = ["status"] }, Caller.Local, default)).Value!;
        Assert.Equal(10, rows.Count);
        var problem = (await warehouse.AskAsync(Count with { Filters = [Filter("status", "canceled")] })).Problem!;
        Assert.Equal((ErrorCodes.UnknownMember.Text, "Did you mean 'cancelled'?"), (problem.Code, problem.Hint));
    }

    [EngineFact]
    public async Task One_engagement_is_found_whatever_its_status_by_callers_who_see_the_status()
    {
        await using var warehouse = await ImportedAsync();
        Assert.Null((await FindAsync("h1", Caller.Local))!.Status);
        Assert.Equal(new ListedMember("not-confirmed", "Not confirmed"), (await FindAsync("n2", Caller.Local))!.Status);
        var withoutStatus = Caller.Local with { Visible = new Visibility(null, new HashSet<string>(["year", "domain"])) };
        Assert.NotNull(await FindAsync("h1", withoutStatus));
        Assert.Null(await FindAsync("n2", withoutStatus));

        async Task<ListedEngagement?> FindAsync(string code, Caller caller) => (await warehouse.Runners.Engagements.FindAsync(code, "en", caller, null, default)).Value.Engagement;
    }

    [EngineFact]
    public async Task Row_rules_can_name_the_status_and_hold_beside_it()
    {
        await using var warehouse = await ImportedAsync();
        var confirmed = new RowScope([new QueryFilter("status", FilterMode.None, ["not-confirmed"])]);
        Assert.Equal(["held 2", "planned 4", "postponed 1", "cancelled 1"], await RowsAsync(warehouse, Count with { By = ["status"] }, confirmed));
        Assert.Equal(2L, (await warehouse.AskAsync(Count, confirmed)).Value!.Rows[0].Values[0]);
        var open = new RowScope([new QueryFilter("handling", FilterMode.Links, ["public"])]);
        Assert.Equal(["held 1", "planned 3", "not-confirmed 2", "postponed 1", "cancelled 1"], await RowsAsync(warehouse, Count with { By = ["status"] }, open));
        Assert.Equal(1L, (await warehouse.AskAsync(Count, open)).Value!.Rows[0].Values[0]);
    }

    [EngineFact]
    public async Task A_measure_can_count_planned_engagements_beside_held_ones()
    {
        var model = ModelReader.Parse("engagements.yml", await System.IO.File.ReadAllTextAsync(RepositoryRoot.File("reports", "model", "engagements.yml")) + """

              - id: planned_engagements
                count: engagements
                where: {status: [planned, not-confirmed]}
                captions: {en: Planned}
                descriptions: {en: Planned engagements.}
            """);
        await using var warehouse = await TestWarehouse.CreateAsync(null, engine, model);
        await warehouse.ImportAsync(File);
        Assert.Equal(["2025 1 1", "2026 1 4"], (await warehouse.AskAsync(new ReportQuery { Measures = ["engagements", "planned_engagements"], By = ["year"] })).Value!.Rows.Select(r => $"{r.Members[0].Code} {r.Values[0]} {r.Values[1]}"));
        Assert.Equal(6L, (await warehouse.AskAsync(new ReportQuery { Measures = ["planned_engagements"] })).Value!.Rows[0].Values[0]);
    }

    [EngineFact]
    public async Task Changes_tell_that_a_planned_engagement_was_held_and_that_a_held_one_was_cancelled()
    {
        await using var warehouse = await ImportedAsync();
        await warehouse.ImportAsync(Header + "p1,This day,2026-01-02,visit,x,p1,,public,held\nh1,Held,2025-06-01,visit,x,p1,,public,cancelled\nx1,Moved again,2025-05-02,visit,x,p1,,public,postponed\n");
        Assert.Equal(["h1 Withdrawn ", "p1 New "], await ChangesAsync([]));
        Assert.Equal(["h1 Corrected status", "x1 Corrected title startDate startLabel endDate endLabel"], await ChangesAsync([Filter("status", "postponed", "cancelled")]));

        Assert.Null((await warehouse.Imports.UndoAsync(2)).Problem);
        Assert.Equal(["h2", "h1"], await ListAsync(warehouse, Count));
        Assert.Empty(await ChangesAsync([]));

        async Task<IEnumerable<string>> ChangesAsync(IReadOnlyList<QueryFilter> filters) =>
            (await warehouse.Runners.Changes.RunAsync(new ChangesQuery(1, null, null, 100, "en", null) { Filters = filters }, Caller.Local, default)).Value!.Changes.Select(c => $"{c.Code} {c.Kind} {string.Join(' ', c.Fields.Select(f => f.Field))}");
    }

    /// <summary>Where everything was held, statements are those of before: the status costs one look for each data version.</summary>
    [EngineFact]
    public async Task Data_of_held_engagements_are_read_without_a_condition()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Header + "h1,Held,2025-06-01,visit,x,p1,person,public,\n");
        var query = new SnapshotQuery("table", Count, Caller.Local);
        Assert.Same(PlannedScope.Everything, (await warehouse.Runners.Snapshots.ReadAsync<PlannedScope>(query, s => Task.FromResult<Outcome<PlannedScope>>(s.Plan.Scope), default)).Value);
        Assert.DoesNotContain((await warehouse.AskAsync(Count)).Value!.Counting, rule => rule.Contains("held", StringComparison.Ordinal));

        await warehouse.ImportAsync(Header + "p1,Planned,2027,visit,x,p1,,public,planned\n");
        Assert.True((await warehouse.Runners.Snapshots.ReadAsync<PlannedScope>(query, s => Task.FromResult<Outcome<PlannedScope>>(s.Plan.Scope), default)).Value!.Excludes.HasFlag(Exclusions.NotHeld));
    }

    [EngineFact]
    public async Task Another_word_than_the_four_is_refused_with_the_list()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var result = await warehouse.ImportAsync(Header + "a,A,2025,visit,x,p1,person,public,Planned\nb,B,2025,visit,x,p1,person,public,not-confirmed\n");
        Assert.Equal(["Planned: It is not one of held, planned, postponed, cancelled.", "not-confirmed: It follows from the date, and no file states it."], result.Refusals.Select(r => $"{r.Value}: {r.Reason}"));
    }

    private static readonly ReportQuery Count = new() { Measures = ["engagements"] };

    private static QueryFilter Filter(string dimension, params string[] values) => new(dimension, FilterMode.Links, values);

    private async Task<TestWarehouse> ImportedAsync()
    {
        var warehouse = await TestWarehouse.CreateAsync(engine);
        Assert.Empty((await warehouse.ImportAsync(File)).Refusals);
        return warehouse;
    }

    private static async Task<IEnumerable<string>> RowsAsync(TestWarehouse warehouse, ReportQuery query, RowScope? scope = null) =>
        (await warehouse.AskAsync(query, scope)).Value!.Rows.Select(r => $"{r.Members[0].Code} {r.Values[0]}");

    private static async Task<IEnumerable<string>> ListAsync(TestWarehouse warehouse, ReportQuery query) =>
        (await warehouse.Runners.Engagements.ListAsync(new EngagementQuery(query, null), Caller.Local, null, default)).Value!.Engagements.Select(e => e.Code);
}
