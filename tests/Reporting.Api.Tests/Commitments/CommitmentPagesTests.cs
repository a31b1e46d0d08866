using System.Net;
using Reporting.Api.Tests.Access;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Commitments;

/// <summary>Commitments as JSON, on their page, on the page of their agreement, and in the report about them. The data are of 2 January 2026.</summary>
public abstract class CommitmentPagesTests(WarehouseProvider engine)
{
    private const string Csv = "Code,Title,Start,Type,Domain,Participant,ParticipantKind,Country,Commitment,CommitmentText,CommitmentParties,CommitmentDomain,CommitmentDue,Evidence,EvidenceKind\n"
        + "deal,Deal,2024-05,pact,x,p1,person,IN,late,Build a port,p1,x,2025-11,,\n"
        + "deal,,,,y,p2,person,IL,done,Sign a plan,p1;p2,y,2025,signing,delivers\n"
        + "deal,,,,,p3,person,FR,open,Meet again,,,,,\n"
        + "signing,Signing of the plan,2025-12-30,visit,x,p1,,,,,,,,,\n"
        + "other,Other deal,2025,pact,x,p1,,,o,Train staff,,x,2024,,\n";

    public sealed class OnSqlite() : CommitmentPagesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : CommitmentPagesTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Commitments_are_listed_with_states_filters_and_pages()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        Assert.Empty((await warehouse.ImportAsync(Csv)).Refusals);
        await using var app = new AppWithRoles { Warehouse = warehouse };
        Assert.Equal(["other/o late", "deal/late late", "deal/open open", "deal/done delivered"], await ListAsync(app, ""));
        Assert.Equal(["deal/late late"], await ListAsync(app, "?state=late&due_from=2025-01-01"));
        Assert.Equal(["deal/done delivered"], await ListAsync(app, "?party=p2"));
        Assert.Equal(["deal/open open"], await ListAsync(app, "?domain=unknown"));
        Assert.Equal(["deal/open open", "deal/done delivered"], await ListAsync(app, "?domain=y,unknown"));
        Assert.Equal(["other/o late", "deal/late late"], await ListAsync(app, "?commitment_state=late"));
        Assert.Equal(["deal/late open", "deal/done open", "deal/open open"], await ListAsync(app, "?commitment_state=open&as_of_day=2024-12-31"));
        Assert.Contains("href=\"/alerts/new?kind=overdue-commitments&amp;domain=x\"", await app.TextAsync("/commitments?domain=x"), StringComparison.Ordinal);
        Assert.DoesNotContain("/alerts/new", await app.TextAsync("/commitments?party=p2"), StringComparison.Ordinal);
        Assert.Equal(["deal/late open", "deal/done open", "deal/open open"], await ListAsync(app, "?as_of_day=2024-12-31&country_pair=FR-IN"));
        var first = await app.JsonAsync("/api/v1/commitments?limit=1");
        var meta = first.GetProperty("meta");
        Assert.Equal((4, true, 2, 0.25), (meta.GetProperty("rowsInAll").GetInt32(), meta.GetProperty("truncated").GetBoolean(), meta.GetProperty("states").GetProperty("late").GetInt32(), meta.GetProperty("states").GetProperty("deliveredShare").GetDouble()));
        Assert.Equal(["deal/late late"], await ListAsync(app, "?limit=1&after=" + meta.GetProperty("next").GetString()));
        foreach (var (query, code) in new[] { ("?state=overdue", "bad-choice"), ("?as_of_day=2030-01-01", "bad-choice"), ("?due_to=soon", "bad-choice"), ("?after=x", "malformed-after"), ("?stat=late", "unknown-parameter") })
        {
            Assert.Contains($"\"{code}\"", (await app.AskAsync("/api/v1/commitments" + query)).Text, StringComparison.Ordinal);
        }

        var page = WebUtility.HtmlDecode(await app.TextAsync("/commitments?state=late&due_from=&find="));
        Assert.Contains("Days late: 33", page, StringComparison.Ordinal);
        Assert.Contains("/engagements/deal?lang=en#commitment-late", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Meet again", page, StringComparison.Ordinal);
        Assert.Contains("באיחור", await app.TextAsync("/commitments?lang=he"), StringComparison.Ordinal);

        var deal = WebUtility.HtmlDecode(await app.TextAsync("/engagements/deal"));
        Assert.Contains("What it says and what came of it", deal, StringComparison.Ordinal);
        Assert.Contains("Delivers it: <a href=\"/engagements/signing", deal, StringComparison.Ordinal);
        Assert.Equal(3, (await app.JsonAsync("/api/v1/engagements/deal")).GetProperty("commitments").GetArrayLength());
        Assert.False((await app.JsonAsync("/api/v1/engagements/signing")).TryGetProperty("commitments", out _));
    }

    [EngineFact]
    public async Task Measures_count_the_same_commitments_as_the_list()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Csv);
        await using var app = new AppWithRoles { Warehouse = warehouse };
        Assert.Equal("4 2 1 0.25 1 608", await TotalsAsync("commitments,overdue,commitments_delivered,delivered_share,agreements_without_follow_up,days_to_follow_up"));
        Assert.Equal("3 0", await TotalsAsync("commitments,overdue", "&as_of_day=2024-12-31"));
        Assert.Equal(["late 2 2", "open 1 1", "delivered 1 1"], await RowsAsync("by=commitment_state&measures=engagements,commitments"));
        Assert.Equal(["x 2 2", "y 1 0"], await RowsAsync("by=domain&measures=commitments,overdue"));
        Assert.Equal(["FR-IL 3", "FR-IN 3", "IL-IN 3"], await RowsAsync("by=country_pair&measures=commitments"));
        Assert.Equal(["x 1", "y 0"], await RowsAsync("by=domain&measures=commitments&country_pair=IL-IN&commitment_state=late"));
        Assert.Equal(2, (await app.JsonAsync("/api/v1/engagements?commitment_state=late")).GetProperty("meta").GetProperty("rowsInAll").GetInt32());
        Assert.Contains("Status on 31 December 2024.", await app.TextAsync("/api/v1/aggregates?measures=overdue&as_of_day=2024-12-31"), StringComparison.Ordinal);
        Assert.Contains("\"Overdue\":2", await app.TextAsync("/odata/ByDomain?$filter=DomainCode eq 'x'&$select=Overdue,Commitments"), StringComparison.Ordinal);
        foreach (var (query, code, hint) in new[]
        {
            ("measures=engagements&as_of_day=2024-12-31", "bad-choice", "commitment_state"), ("measures=overdue&as_of_day=2030-01-01", "bad-choice", "up to the day"),
            ("measures=overdue&as_of_day=soon", "bad-choice", "2025-12-31"), ("measures=commitments&by=commitments_state", "unknown-dimension", "commitment_state"),
            ("measures=days_to_follow_up.share", "no-such-variant", ""), ("measures=commitments&commitment_state=overdue", "unknown-member", ""),
        })
        {
            var refused = (await app.AskAsync("/api/v1/aggregates?" + query)).Text;
            Assert.Contains($"\"{code}\"", refused, StringComparison.Ordinal);
            Assert.Contains(hint, refused, StringComparison.Ordinal);
        }

        async Task<string> TotalsAsync(string measures, string more = "") =>
            string.Join(' ', (await app.JsonAsync($"/api/v1/aggregates?measures={measures}&totals=true{more}")).GetProperty("totals").EnumerateObject().Select(p => p.Value));

        async Task<IEnumerable<string>> RowsAsync(string query) => (await app.JsonAsync("/api/v1/aggregates?" + query)).GetProperty("data").EnumerateArray()
            .Select(row => string.Join(' ', row.EnumerateObject().Where(p => !p.Name.EndsWith("_name", StringComparison.Ordinal)).Select(p => p.Value)));
    }

    [EngineFact]
    public async Task A_file_holds_the_list_and_can_be_verified_and_no_text_is_a_formula()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Csv.Replace("Build a port", "=1+1", StringComparison.Ordinal));
        await using var app = new AppWithRoles { Warehouse = warehouse };
        var text = await app.TextAsync("/commitments.csv?state=late");
        Assert.Contains("Train staff", text, StringComparison.Ordinal);
        Assert.Contains("'=1+1,Overdue,November 2025,33", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sign a plan", text, StringComparison.Ordinal);
        var hash = System.Text.RegularExpressions.Regex.Match(text, "[0-9a-f]{64}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        Assert.Equal("current", (await app.JsonAsync("/api/v1/verify?hash=" + hash)).GetProperty("status").GetString());
        await warehouse.ImportAsync("Code,Title,Start,Type,Domain,Participant,ParticipantKind,Country\nnew,Talks,2025,visit,x,p1,person,IN\n");
        Assert.Equal(0, (await app.JsonAsync("/api/v1/verify?hash=" + hash)).GetProperty("figures").GetProperty("changed").GetInt32());
        Assert.Equal(HttpStatusCode.OK, (await app.AskAsync("/commitments.xlsx?lang=he")).Status);
        Assert.Contains("href=\"/commitments.xlsx?state=late&amp;lang=en\"", await app.TextAsync("/commitments?state=late"), StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("en", "1 commitment, none with a due date; none delivered")]
    [InlineData("hi", "किसी की समय-सीमा नहीं बताई गई")]
    [InlineData("he", "לאף אחת לא צוין מועד")]
    public async Task The_headline_of_commitments_without_due_dates_does_not_say_that_none_is_overdue(string language, string said)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Csv[..Csv.IndexOf('\n', StringComparison.Ordinal)] + "\ndeal,Deal,2024-05,pact,x,p1,person,IN,open,Meet again,,,,,\n");
        await using var app = new AppWithRoles { Warehouse = warehouse };
        var headline = (await app.JsonAsync("/api/v1/reports/follow-up/json?lang=" + language)).GetProperty("sections")[0].GetProperty("sentence").GetString();
        Assert.Contains(said, headline, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task The_headline_says_what_is_overdue_against_a_year_before_and_with_whom()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Csv + "third,Third deal,2025,pact,x,p1,person,IN,t,Lend ships,,x,2025-02,,\nthird,,,,,p4,person,JP,,,,,,,\n");
        await using var app = new AppWithRoles { Warehouse = warehouse };
        Assert.Equal("5 commitments, 3 overdue, 2 more than on 2 January 2025; 1 delivered", await SentenceAsync("follow-up/json"));
        Assert.Equal("India – Japan: 1 commitment, 1 overdue, 1 more than on 2 January 2025; none delivered", await SentenceAsync("follow-up/json?pair=IN-JP"));
        Assert.Contains("5 प्रतिबद्धताएँ, 3 की समय-सीमा बीती", await SentenceAsync("follow-up/json?lang=hi"), StringComparison.Ordinal);
        Assert.Contains("5 התחייבויות, 3 באיחור, שתיים יותר מאשר ב־2 בינואר 2025; אחת קוימה", await SentenceAsync("follow-up/json?lang=he"), StringComparison.Ordinal);
        Assert.Equal("Domain not stated: no commitments", await SentenceAsync("follow-up/json?domain=unknown"));
        Assert.Equal("Japan: India – Japan longest without contact (366 days)", await SentenceAsync("no-contact-since/json?country=JP"));

        async Task<string?> SentenceAsync(string report) => (await app.JsonAsync("/api/v1/reports/" + report)).GetProperty("sections")[0].GetProperty("sentence").GetString();
    }

    [EngineFact]
    public async Task The_follow_up_report_counts_each_commitment_once_in_the_total()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Csv);
        await using var app = new AppWithRoles { Warehouse = warehouse };
        Assert.Contains("IL-IN", await app.TextAsync("/api/v1/reports/follow-up/csv?section=by-pair"), StringComparison.Ordinal);
        var report = await app.JsonAsync("/api/v1/reports/follow-up/json");
        var sections = report.GetProperty("sections").EnumerateArray().ToDictionary(s => s.GetProperty("id").GetString()!);
        Assert.Equal("4 2 0 1 1 0", string.Join(' ', sections["by-pair"].GetProperty("total").EnumerateArray().Skip(1).Take(6)));
        Assert.Equal(4, sections["by-pair"].GetProperty("rows").GetArrayLength());
        Assert.Equal(["x 2", "y 1", "unknown 1"], sections["by-domain"].GetProperty("rows").EnumerateArray().Zip(sections["by-domain"].GetProperty("codes").EnumerateArray(), (row, code) => $"{code} {row[1]}"));
        Assert.Equal(4, sections["commitments"].GetProperty("rows").GetArrayLength());

        // A filter on domains keeps the commitments of these domains; one on pairs selects agreements.
        var filtered = (await app.JsonAsync("/api/v1/reports/follow-up/json?domain=y&pair=IL-IN")).GetProperty("sections").EnumerateArray().Last();
        Assert.Equal("Sign a plan", filtered.GetProperty("rows").EnumerateArray().Single()[0].GetString());
    }

    [EngineFact]
    public async Task A_pair_without_commitments_has_no_row_in_the_headline_and_a_section_without_any_has_a_file()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync(Csv + "empty,Deal without commitments,2025,pact,z,p1,person,IN,,,,,,,\nempty,,,,,p4,person,JP,,,,,,,\n");
        await using var app = new AppWithRoles { Warehouse = warehouse };
        var top = (await app.JsonAsync("/api/v1/reports/follow-up/json")).GetProperty("sections")[0].GetProperty("top");
        Assert.DoesNotContain("IN-JP", top.GetProperty("codes").EnumerateArray().Select(code => code.GetString()));
        Assert.DoesNotContain(top.GetProperty("rows").EnumerateArray(), row => row[2].GetInt64() == 0);

        // The whole report says once that there are none.
        var sections = (await app.JsonAsync("/api/v1/reports/follow-up/json?domain=z")).GetProperty("sections").EnumerateArray().Select(section => section.GetProperty("id").GetString());
        Assert.Equal(["headline", "figures", "by-pair"], sections);
        foreach (var section in (string[])["by-pair", "by-domain", "commitments"])
        {
            Assert.Contains("No agreement of this selection has commitments.", await app.TextAsync($"/api/v1/reports/follow-up/csv?domain=z&section={section}"), StringComparison.Ordinal);
        }
    }

    [EngineFact]
    public async Task The_reference_data_tell_what_came_of_the_intention_of_2025()
    {
        await using var app = new AppWithRoles { Engine = engine };
        var meeting = (await app.JsonAsync("/api/v1/engagements/2025-07-23-defence-secretary-director-general")).GetProperty("commitments").EnumerateArray().Single();
        Assert.Equal(("delivered", "2025-11-04"), (meeting.GetProperty("state").GetString(), meeting.GetProperty("since").GetString()));
        Assert.Equal("devdiscourse-2025-07-23", meeting.GetProperty("source").GetProperty("code").GetString());
        Assert.Equal(2, (await app.JsonAsync("/api/v1/engagements/2025-11-04-memorandum-of-understanding")).GetProperty("commitments").GetArrayLength());
    }

    private static async Task<IEnumerable<string>> ListAsync(AppWithRoles app, string query) => (await app.JsonAsync("/api/v1/commitments" + query)).GetProperty("data").EnumerateArray()
        .Select(c => $"{c.GetProperty("engagement").GetProperty("code")}/{c.GetProperty("code")} {c.GetProperty("state")}");
}
