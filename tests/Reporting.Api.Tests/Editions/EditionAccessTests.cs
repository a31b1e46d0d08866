using System.Net;

namespace Reporting.Api.Tests.Editions;

/// <summary>In an edition a caller sees what the rules of today show, both as the edition has it and as it is today.</summary>
public abstract class EditionAccessTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : EditionAccessTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : EditionAccessTests(WarehouseProvider.SqlServer);

    private const string Header = "Code,Title,Start,Type,Domain,Participant,ParticipantKind,Handling\n";

    [EngineFact]
    public async Task An_engagement_that_is_hidden_today_or_was_hidden_then_or_is_gone_shows_in_no_edition()
    {
        await using var app = new EditionApp { Engine = engine };
        await app.ImportAsync(Header + "x-open,Open,2031,visit,alpha,p,person,public\nx-later,Later,2031,visit,beta,p,person,public\nx-then,Then,2031,visit,gamma,p,person,restricted\nx-gone,Gone,2031,visit,delta,p,person,public\n");
        await app.PublishAsync("e1");
        await app.ImportAsync(Header + "x-open,Open,2031,visit,alpha,p,person,public\nx-later,Later,2031,visit,beta,p,person,restricted\nx-then,Then,2031,visit,gamma,p,person,public\n", replace: true);

        foreach (var (address, needed) in new[]
        {
            ("/api/v1/aggregates?by=domain&year=2031&edition=e1", "alpha"), ("/api/v1/aggregates?by=domain&year=2031&find=x&edition=e1", "alpha"), ("/api/v1/engagements?year=2031&edition=e1", "x-open"),
            ("/odata/editions/e1/Engagements?$filter=StartYear eq 2031", "x-open"), ("/api/v1/model/domain/members?edition=e1", "alpha"), ("/editions/e1/engagements?year=2031", "x-open"),
            ("/api/v1/reports/cooperation-by-year-and-domain/json?from=2031&detail=full&edition=e1", "x-open"), ("/editions/e1/members/domain", "alpha"),
            ("/api/v1/aggregates?by=domain&year=2031&totals=levels&edition=e1&compare=e1", "alpha"), ("/explore/files/json?measures=engagements&rows=domain&columns=year&visual=matrix&edition=e1&compare=e1", "alpha"),
            ("/api/v1/reports/cooperation-by-year-and-domain/csv?from=2031&section=by-year-and-domain-compared&edition=e1&compare=e1", "alpha"),
        })
        {
            var (status, text) = await app.AskAsync(address, "reader");
            Assert.True(status == HttpStatusCode.OK && text.Contains(needed, StringComparison.Ordinal), $"{address}: {status} {text}");
            Assert.DoesNotMatch("x-later|x-then|x-gone|beta|gamma|delta", text);
            Assert.Matches("x-gone|delta", await app.TextAsync(address, "admin"));
        }

        Assert.Equal(1, (await app.JsonOfAsync("/api/v1/aggregates?year=2031&totals=true&edition=e1", "reader")).GetProperty("totals").GetProperty("engagements").GetInt64());
        Assert.Equal(4, (await app.JsonOfAsync("/api/v1/aggregates?year=2031&totals=true&edition=e1", "admin")).GetProperty("totals").GetProperty("engagements").GetInt64());
        foreach (var code in new[] { "x-later", "x-then", "x-gone" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.AskAsync($"/api/v1/engagements/{code}?edition=e1", "reader")).Status);
        }

        // Today x-then is open. To its readers it is new; the others never were.
        var compared = await app.JsonOfAsync("/api/v1/aggregates?by=domain&year=2031&totals=true&compare=e1", "reader");
        Assert.Equal(["alpha 1 1 0", "gamma 1 0 1"], compared.GetProperty("data").EnumerateArray().Select(row => $"{row.GetProperty("domain").GetString()} {row.GetProperty("engagements").GetInt64()} {row.GetProperty("engagements.before").GetInt64()} {row.GetProperty("engagements.new").GetInt64()}"));
        Assert.Equal((0, 0), (compared.GetProperty("totals").GetProperty("engagements.withdrawn").GetInt64(), compared.GetProperty("totals").GetProperty("engagements.corrected").GetInt64()));

        // What opens again today is open in the edition too, without a restart.
        await app.ImportAsync(Header + "x-later,Later,2031,visit,beta,p,person,public\n");
        Assert.Equal(2, (await app.JsonOfAsync("/api/v1/aggregates?year=2031&totals=true&edition=e1", "reader")).GetProperty("totals").GetProperty("engagements").GetInt64());
    }

    [EngineFact]
    public async Task Hidden_measures_and_dimensions_are_hidden_in_editions()
    {
        await using var app = new EditionApp { Engine = engine };
        await app.PublishAsync("e1");
        Assert.Equal(HttpStatusCode.BadRequest, (await app.AskAsync("/api/v1/aggregates?measures=amount_usd&edition=e1", "reader")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.AskAsync("/api/v1/aggregates?by=participant&edition=e1", "reader")).Status);
        var listed = await app.JsonOfAsync("/api/v1/editions", "reader");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, listed[0].GetProperty("engagements").ValueKind);
        Assert.True((await app.JsonOfAsync("/api/v1/editions", "admin"))[0].GetProperty("engagements").GetInt64() > 0);
    }

    [EngineFact]
    public async Task A_withdrawn_edition_is_refused_with_its_note_except_for_administrators()
    {
        await using var app = new EditionApp { Engine = engine };
        await app.PublishAsync("e1");
        var (status, body) = await app.SendAsync(HttpMethod.Post, "/api/v1/editions/e1/withdraw", new { note = "Replaced by e2." });
        Assert.True(status == HttpStatusCode.OK, body.ToString());

        var refused = await app.AskAsync("/api/v1/aggregates?edition=e1", "reader");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("edition-withdrawn", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Replaced by e2.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.AskAsync("/api/v1/aggregates?edition=e1", "admin")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.AskAsync("/editions/e1/reports/yearly-review", "reader")).Status);
        foreach (var address in new[] { "/api/v1/aggregates?compare=e1", "/api/v1/reports/yearly-review/json?year=2025&compare=e1" })
        {
            Assert.Equal(HttpStatusCode.OK, (await app.AskAsync(address, "admin")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await app.AskAsync(address, "reader")).Status);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await app.AskAsync("/api/v1/aggregates?as_of=0", "reader")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.SendAsync(HttpMethod.Post, "/api/v1/query", new { edition = "e1" }, "reader")).Status);
    }

    [EngineFact]
    public async Task Callers_without_a_credential_learn_nothing_of_editions()
    {
        await using var app = new EditionApp { Engine = engine, Environment = "Production" };
        await app.PublishAsync("e1");
        Assert.Equal((await app.AskAsync("/api/v1/aggregates?edition=e1", "nothing")).Status, (await app.AskAsync("/api/v1/aggregates?edition=nowhere", "nothing")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AskAsync("/api/v1/aggregates?edition=nowhere", "nothing")).Status);
    }
}
