using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;

namespace Reporting.Engine.Tests.Engagements;

/// <summary>Commitments from the import to their states (decision 0063). The data are of 2 January 2026.</summary>
public abstract class CommitmentTests(WarehouseProvider engine)
{
    private const string Header = "Code,Title,Start,Type,Domain,Participant,ParticipantKind,Handling,Status,Source,Commitment,CommitmentText,CommitmentText.he,CommitmentParties,CommitmentDomain,CommitmentDue,CommitmentTarget,CommitmentUnit,CommitmentSource,Evidence,EvidenceKind,AssessedOn,Assessment,AssessmentSource\n";

    // The agreement of 2024 with five commitments, and what came of them.
    private const string File = Header
        + "deal,Deal,2024-05,pact,x,p1,person,public,,s1,c-late,Build it,לבנות,p1,x,2025-11,2.50,boats,s1,,,,,\n"
        + "deal,,,,y,p2,person,,,,c-done,Sign it,,p1;p2,,2025,,,,signing,delivers,2025-02-01,2,s1\n"
        + "deal,,,,,,,,,,c-done,,,,,,,,,secret,drops,,,\n"
        + "deal,,,,,,,,,,c-open,Meet,,,,2026,,,,,,,,\n"
        + "deal,,,,,,,,,,c-going,Talk,,,,,,,,talks,,,,\n"
        + "deal,,,,,,,,,,c-going,,,,,,,,,later,,,,\n"
        + "deal,,,,,,,,,,c-gone,Stop,,,,2025-06-30,,,,secret,drops,,,\n"
        + "signing,Signing,2025-12-31,visit,x,p1,,public,,s1,,,,,,,,,,,,,,\n"
        + "talks,Talks,2025,visit,x,p1,,public,,s1,,,,,,,,,,,,,,\n"
        + "secret,Secret,2025-03-01,visit,x,p1,,restricted,,s1,,,,,,,,,,,,,,\n";

    private static readonly Caller Open = Caller.Local with { Scope = new RowScope([new QueryFilter("handling", FilterMode.None, ["restricted"])]) };

    public sealed class OnSqlite() : CommitmentTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : CommitmentTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task A_commitment_is_shown_with_its_state_and_evidence()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        Assert.Empty((await warehouse.ImportAsync(File)).Refusals);
        var deal = (await FindAsync(warehouse, "deal", Caller.Local, "he"))!.Commitments!;
        Assert.Equal(["c-late", "c-done", "c-open", "c-going", "c-gone"], deal.Select(c => c.Code));
        Assert.Equal(("לבנות", "באיחור", "2.5", "boats", "s1", "x", "p1"), (deal[0].Text, deal[0].StateName, $"{deal[0].Target}", deal[0].Unit, deal[0].Source!.Code, deal[0].Domain!.Code, deal[0].Parties.Single().Code));
        Assert.Equal((33, new DateOnly(2025, 12, 1), new DateOnly(2025, 11, 30)), (deal[0].DaysLate, deal[0].Since, deal[0].DueBy));
        Assert.Equal(["c-late late", "c-going in-progress", "c-open open", "c-done delivered", "c-gone dropped"], await StatesAsync(warehouse, Caller.Local));

        // Evidence that is not in the data is not shown; the import named it.
        Assert.Equal(["talks advances True"], deal[3].Evidence.Select(e => $"{e.Code} {e.Kind} {e.Counts}"));
        Assert.Equal(["secret drops True", "signing delivers True"], deal[1].Evidence.Select(e => $"{e.Code} {e.Kind} {e.Counts}"));
        Assert.Equal((2, "s1"), (deal[1].Assessments.Single().Score, deal[1].Assessments.Single().Source!.Code));
        Assert.Null((await FindAsync(warehouse, "talks", Caller.Local))!.Commitments);
    }

    [EngineFact]
    public async Task Commitments_that_were_overdue_on_a_past_day_are_found_again()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(File);
        Assert.Equal(["c-late late", "c-going in-progress", "c-open open", "c-gone dropped", "c-done dropped"], await StatesAsync(warehouse, Caller.Local, new DateOnly(2025, 12, 30)));

        // Until the last day of November the month is not over; in February the secret engagement is not known yet.
        Assert.Equal("c-late open", (await StatesAsync(warehouse, Caller.Local, new DateOnly(2025, 11, 30))).Single(s => s.StartsWith("c-late", StringComparison.Ordinal)));
        Assert.Equal(["c-done in-progress", "c-going in-progress", "c-gone open", "c-late open", "c-open open"], (await StatesAsync(warehouse, Caller.Local, new DateOnly(2025, 2, 1))).Order(StringComparer.Ordinal));
        Assert.Equal(["c-done open", "c-going open", "c-gone open", "c-late open", "c-open open"], (await StatesAsync(warehouse, Caller.Local, new DateOnly(2024, 12, 31))).Order(StringComparer.Ordinal));
        Assert.Empty(await StatesAsync(warehouse, Caller.Local, new DateOnly(2024, 4, 30)));
        Assert.Equal("bad-choice", (await warehouse.Runners.Commitments.ListAsync(new CommitmentQuery(All) { AsOfDay = new DateOnly(2026, 1, 3) }, Caller.Local, null, default)).Problem!.Code);
    }

    [EngineFact]
    public async Task A_filter_on_declared_groups_of_domains_keeps_the_commitments_that_the_measure_counts()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(null, engine, SampleDimensions.Model());
        Assert.Empty((await warehouse.ImportAsync("Code,Title,Start,Type,Domain,Commitment,CommitmentText,CommitmentDomain\n"
            + "deal,Deal,2024,pact,cyber,c1,One,cyber\ndeal,,,,ai,c2,Two,ai\ndeal,,,,drones,c3,Three,drones\ndeal,,,,trade,c4,Four,trade\n")).Refusals);
        foreach (var (groups, kept) in new[] { ("net", "c1 c2"), ("arms", "c2 c3"), ("net,arms", "c1 c2 c3"), ("other", "c4") })
        {
            var query = All with { Filters = [new QueryFilter("topic", FilterMode.Links, groups.Split(','))] };
            var listed = (await warehouse.Runners.Commitments.ListAsync(new CommitmentQuery(query), Caller.Local, null, default)).Value!.Commitments;
            Assert.Equal(kept, string.Join(' ', listed.Select(c => c.Code).Order(StringComparer.Ordinal)));
            Assert.Equal((long)listed.Count, (await warehouse.AskAsync(query with { Measures = ["commitments"] })).Value!.Rows[0].Values[0]);
        }
    }

    [EngineFact]
    public async Task Hidden_evidence_changes_nothing_that_a_caller_sees()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(File);
        await using var without = await TestWarehouse.CreateAsync(engine);
        await without.ImportAsync(string.Join('\n', File.Split('\n').Where(line => !line.StartsWith("secret", StringComparison.Ordinal))));
        Assert.Equal(await StatesAsync(without, Open), await StatesAsync(warehouse, Open));
        Assert.Contains("c-gone late", await StatesAsync(warehouse, Open));
        Assert.Equal(["signing"], (await FindAsync(warehouse, "deal", Open))!.Commitments!.Single(c => c.Code == "c-done").Evidence.Select(e => e.Code));

        // States follow from dates. Without them there is nothing to show.
        var noDates = Caller.Local with { Visible = new Visibility(null, new HashSet<string>(["year", "domain", "handling"])) };
        Assert.Null((await FindAsync(warehouse, "deal", noDates))!.Commitments);
        Assert.Equal("links-withheld", (await warehouse.Runners.Commitments.ListAsync(new CommitmentQuery(All), noDates, null, default)).Problem!.Code);
    }

    [EngineFact]
    public async Task The_number_of_agreements_does_not_tell_a_hidden_category()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync("Code,Title,Start,Type,Category,Domain\ntreaty,Treaty,2024,treaty,agreement,x\n");
        await warehouse.ImportAsync(File);
        var noCategories = Caller.Local with { Visible = new Visibility(null, new HashSet<string>(["date", "year", "domain", "handling"])) };
        Assert.Equal((2, 1), (await AgreementsAsync(warehouse, Caller.Local, null), await AgreementsAsync(warehouse, Caller.Local, "treaty")));
        Assert.Equal((1, 0), (await AgreementsAsync(warehouse, noCategories, null), await AgreementsAsync(warehouse, noCategories, "treaty")));
    }

    [EngineFact]
    public async Task The_classification_is_also_that_of_agreements_without_commitments_and_of_follow_ups()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync("Code,Title,Start,Type,Category,Domain,Handling,Relation,RelatedEngagement\ntreaty,Treaty,2024,treaty,agreement,x,public,,\nvisit,Visit,2025,visit,,x,restricted,implements,treaty\n");
        Assert.Equal("restricted", await HandlingAsync(warehouse, Caller.Local));
        Assert.Equal("public", await HandlingAsync(warehouse, Open));
    }

    [EngineFact]
    public async Task An_engagement_that_cancels_or_replaces_the_agreement_drops_what_was_not_delivered()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(File + "new,New deal,2026-01-02,pact,x,p1,,restricted,,s1,,,,,,,,,,,,,,\n");
        await warehouse.ImportAsync("Code,Title,Start,Type,Domain,Participant,Handling,Relation,RelatedEngagement\nnew,New deal,2026-01-02,pact,x,p1,restricted,replaces,deal\n");
        Assert.Equal(["c-done delivered", "c-gone dropped", "c-late dropped", "c-open dropped", "c-going dropped"], await StatesAsync(warehouse, Caller.Local));
        Assert.Contains("c-open open", await StatesAsync(warehouse, Open));
        Assert.Contains("c-open open", await StatesAsync(warehouse, Caller.Local, new DateOnly(2026, 1, 1)));
    }

    [EngineFact]
    public async Task Faults_in_commitments_are_refused_with_row_and_column()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var refused = await warehouse.ImportAsync(Header
            + "a,A,2024,pact,x,p1,person,public,,s1,,Text alone,,,,,,,,,,,,\n"
            + "b,B,2024,pact,x,p1,person,public,,s1,c,,,,,,,,,,,,,\n"
            + "c,C,2024,pact,x,p1,person,public,,s1,c,T,,p9,,,,,,,,,,\n"
            + "d,D,2024,pact,x,p1,person,public,,s1,c,T,,,z,,,,,,,,,\n"
            + "e,E,2024,pact,x,p1,person,public,,s1,c,T,,,,soon,,,,,,,,\n"
            + "f,F,2024,pact,x,p1,person,public,,s1,c,T,,,,,many,,,,,,,\n"
            + "g,G,2024,pact,x,p1,person,public,,s1,c,T,,,,,,,,g,,,,\n"
            + "h,H,2024,pact,x,p1,person,public,,s1,c,T,,,,,,,,,,,2,s1\n"
            + "i,I,2024,pact,x,p1,person,public,,s1,c,T,,,,,,,,,,2024,4,s1\n"
            + "j,J,2024,pact,x,p1,person,public,,s1,c,T,,,,,,,,a,ends,,,\n"
            + "k,K,2024,pact,x,p1,person,public,,s1,c,T,,,,2025,,,,,,,,\nk,,,,,,,,,,c,,,,,2026,,,,,,,,\n"
            + "l,L,2024,pact,x,p1,person,public,,s1,c,T,,,,,,,,,,2024-05,2,\n");
        Assert.Equal(
            [
                "a CommitmentText", "b CommitmentText", "c CommitmentParties", "d CommitmentDomain", "e CommitmentDue", "f CommitmentTarget", "g Evidence", "h AssessedOn", "i Assessment", "j EvidenceKind", "k CommitmentDue",
                "l AssessmentSource",
            ],
            refused.Refusals.Select(r => $"{r.EngagementCode} {r.Column}"));
    }

    [EngineFact]
    public async Task Undo_gives_an_engagement_its_commitments_back()
    {
        const string Star = "SELECT c.Code, c.Wording, c.WordingHe, c.DueDateKey, c.Target, c.Unit FROM EngagementCommitment c ORDER BY c.OrderNo";
        const string Links = "SELECT Code, TargetCode, Kind FROM CommitmentEvidence UNION ALL SELECT Code, CAST(DateKey AS char(8)), CAST(Score AS char(1)) FROM CommitmentAssessment UNION ALL SELECT Code, CAST(COUNT(*) AS char(1)), '' FROM CommitmentParty GROUP BY Code";
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var first = await warehouse.ImportAsync(File);
        Assert.Contains(first.Warnings, w => w.Message == "'deal' has as evidence 'later', which is not in the data. The relation is kept, and shown once that engagement is imported.");
        var before = ((await warehouse.RowsAsync(Star)), (await warehouse.RowsAsync(Links)).Order(StringComparer.Ordinal).ToList());
        Assert.Equal((0, 4), ((await warehouse.ImportAsync(File)).Changed, (await warehouse.ImportAsync(File)).Unchanged));
        Assert.Equal(1, (await warehouse.ImportAsync(Header + "deal,Deal,2024-05,pact,x,p1,person,public,,s1,c-new,New,,,,,,,,,,,,\n")).Changed);
        Assert.Equal(["c-new|New||0||"], await warehouse.RowsAsync(Star));
        Assert.Empty(await warehouse.RowsAsync(Links));
        Assert.Null((await warehouse.Imports.UndoAsync(2)).Problem);
        Assert.Equal(before.Item1, await warehouse.RowsAsync(Star));
        Assert.Equal(before.Item2, (await warehouse.RowsAsync(Links)).Order(StringComparer.Ordinal));
        Assert.Equal(["0"], await warehouse.RowsAsync("SELECT COUNT(*) FROM PastEngagementCommitment"));
        Assert.Equal(4, (await warehouse.ImportAsync(File)).Unchanged);
    }

    private static ReportQuery All => new() { Measures = [] };

    private static async Task<List<string>> StatesAsync(TestWarehouse warehouse, Caller caller, DateOnly? day = null) =>
        (await warehouse.Runners.Commitments.ListAsync(new CommitmentQuery(All) { AsOfDay = day }, caller, null, default)).Value!.Commitments.Select(c => $"{c.Code} {c.State}").ToList();

    private static async Task<string> HandlingAsync(TestWarehouse warehouse, Caller caller) =>
        (await warehouse.Runners.Commitments.ListAsync(new CommitmentQuery(All), caller, null, default)).Value!.Handling.Code;

    private static async Task<int> AgreementsAsync(TestWarehouse warehouse, Caller caller, string? engagement) =>
        (await warehouse.Runners.Commitments.ListAsync(new CommitmentQuery(All) { Engagement = engagement }, caller, null, default)).Value!.FollowUps.Agreements;

    private static async Task<ListedEngagement?> FindAsync(TestWarehouse warehouse, string code, Caller caller, string language = "en") =>
        (await warehouse.Runners.Engagements.FindAsync(code, language, caller, null, default)).Value.Engagement;
}
