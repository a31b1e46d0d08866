using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Imports;

namespace Reporting.Api.Tests.Editions;

/// <summary>Earlier data versions are rebuilt from what later ones kept, and answer as they did (decision 0062). REPORTING_DEEP=1 makes 80 versions.</summary>
public sealed partial class RebuiltVersionsTests
{
    private const string Header = "Code,Title,Summary,Start,End,Type,TypeName,City,PlaceCountry,Headcount,AmountUsd,Handling,Status,Domain,DomainName,DomainGroup,Participant,ParticipantName,ParticipantKind,Organisation,OrganisationKind,Country,Role,Source,SourceTitle,Relation,RelatedEngagement,RelationDate,Title.hi,Review,ReviewedBy\n";

    private static readonly string[] Addresses =
    [
        "/api/v1/aggregates?by=year,domain&measures=engagements,people,organisations,amount_usd,allocated_engagements&totals=levels&",
        "/api/v1/aggregates?by=country_pair&measures=engagements,last_date&totals=true&", "/api/v1/aggregates?by=engagement_type,handling&", "/api/v1/aggregates?by=status&", "/api/v1/aggregates?by=review,status&",
        "/api/v1/engagements?limit=100&", "/api/v1/engagements/a?", "/api/v1/engagements/b?lang=hi&", "/api/v1/model/participant/members?", "/api/v1/model/domain/members?", "/api/v1/model/year/members?",
        "/odata/Engagements?", "/odata/Participants?", "/odata/Domains?", "/odata/Sources?", "/odata/Places?", "/odata/Dates?", "/odata/EngagementParticipants?", "/odata/EngagementRelations?$expand=Engagement,Related&", "/api/v1/aggregates?by=participant,role&measures=engagements&",
        "/api/v1/reports/cooperation-by-year-and-domain/json?", "/api/v1/reports/data-quality/json?", "/api/v1/engagements?find=title&",
    ];

    [Fact]
    public async Task A_version_that_later_imports_replacements_undos_and_corrections_changed_answers_as_it_did()
    {
        await using var app = new EditionApp { Settings = new Dictionary<string, string> { ["Cache:Enabled"] = "false", ["Editions:MaxVersions"] = "100" } };
        var (random, undoable, then) = (new Random(20261130), new List<int>(), new Dictionary<long, List<string>>());
        var imports = app.Services.GetRequiredService<ImportRunner>();
        for (var step = 1; step <= (TestRun.IsDeep ? 80 : 6); step++)
        {
            if (undoable.Count > 1 && random.Next(3) == 0)
            {
                var undone = random.Next(undoable.Count);
                Assert.Null((await imports.UndoAsync(undoable[undone])).Problem);
                undoable.RemoveAt(undone);
            }
            else
            {
                await app.ImportAsync(File(random, step), replace: random.Next(4) == 0);
                undoable.Add((int)await VersionAsync(app));
            }

            then[await VersionAsync(app)] = await AnswersAsync(app, string.Empty);
        }

        Assert.NotEqual(then.First().Value, then.Last().Value);
        foreach (var (version, answers) in then.Where(t => !TestRun.IsDeep || t.Key % 4 == 0 || t.Key < 10))
        {
            foreach (var (address, expected, rebuilt) in Addresses.Zip(answers, await AnswersAsync(app, $"as_of={version}")))
            {
                Assert.True(expected == rebuilt, $"{address}as_of={version}\nthen:    {expected}\nrebuilt: {rebuilt}");
            }
        }

        Assert.All(Addresses.Zip(then.Last().Value).Where(a => !a.First.StartsWith("/api/v1/engagements/", StringComparison.Ordinal)), answer => Assert.StartsWith("200", answer.Second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Earlier_versions_are_bounded_and_their_files_say_of_which_version_they_are()
    {
        await using var app = new EditionApp { Settings = new Dictionary<string, string> { ["Editions:MaxVersions"] = "1" } };
        var first = await VersionAsync(app);
        for (var i = 1; i <= 3; i++)
        {
            await app.ImportAsync($"Code,Title,Start,Type,Domain\nx,Title {i},2031,visit,d{i}\n");
        }

        var opened = await app.JsonOfAsync($"/api/v1/aggregates?by=domain&year=2031&as_of={first + 1}");
        Assert.Contains("d1", opened.GetProperty("data").ToString(), StringComparison.Ordinal);
        Assert.Equal($"version-{first + 1}", opened.GetProperty("meta").GetProperty("edition").GetString());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.AskAsync($"/api/v1/aggregates?as_of={first + 2}")).Status);
        var (_, refused) = await app.AskAsync($"/api/v1/aggregates?as_of={first + 9}");
        Assert.Contains($"{Math.Max(1, first)} to {first + 2} can be rebuilt.", refused, StringComparison.Ordinal);

        // Once it was not used for some minutes, it makes room for another one.
        var folder = Path.Combine(app.Services.GetRequiredService<EditionFolder>().Path, ".versions");
        Directory.SetLastWriteTimeUtc(Directory.GetDirectories(folder).Single(), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1));
        Assert.Contains("d2", await app.TextAsync($"/api/v1/aggregates?by=domain&year=2031&as_of={first + 2}"), StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(folder));
        Directory.SetLastWriteTimeUtc(Directory.GetDirectories(folder).Single(), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-8));
        await app.Services.GetRequiredService<VersionDatabases>().CleanUpAsync(default);
        Assert.Empty(Directory.GetDirectories(folder));

        var hash = (await app.JsonOfAsync($"/explore/files/json?measures=engagements&rows=domain&year=2031&visual=table&as_of={first + 1}")).GetProperty("provenance").GetProperty("hash").GetString();
        Assert.Matches($"^Of data version {first + 1}, since then [0-9]+ of its [0-9]+ figures changed", (await app.JsonOfAsync("/api/v1/verify?hash=" + hash)).GetProperty("message").GetString()!);
        Assert.Contains("malformed-edition", (await app.SendAsync(HttpMethod.Post, "/api/v1/editions", new { id = "version-2", state = "final" })).Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_version_is_opened_while_another_one_is_rebuilt()
    {
        await using var app = new EditionApp();
        var first = await VersionAsync(app);
        for (var i = 1; i <= 3; i++)
        {
            await app.ImportAsync($"Code,Title,Start,Type,Domain\nx,Title {i},2031,visit,d{i}\n");
        }

        Assert.Contains("d1", await app.TextAsync($"/api/v1/aggregates?by=domain&year=2031&as_of={first + 1}"), StringComparison.Ordinal);

        // Bringing a copy back deletes later imports, which takes seconds from now on.
        await using (var connection = await app.Services.GetRequiredService<WarehouseConnections>().OpenWriteAsync())
        {
            await connection.ExecuteAsync("""
                CREATE VIEW Slowly AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000000) SELECT COUNT(*) AS Steps FROM n;
                CREATE TRIGGER Slow BEFORE DELETE ON Import BEGIN SELECT Steps FROM Slowly; END
                """);
        }

        var rebuilding = Task.Run(() => app.TextAsync($"/api/v1/aggregates?by=domain&year=2031&as_of={first + 2}"));
        var folder = Path.Combine(app.Services.GetRequiredService<EditionFolder>().Path, ".versions");
        while (!Directory.EnumerateDirectories(folder, "making-*").Any())
        {
            Assert.False(rebuilding.IsCompleted);
            await Task.Delay(1);
        }

        Assert.Contains("d1", await app.TextAsync($"/api/v1/engagements?year=2031&as_of={first + 1}"), StringComparison.Ordinal);
        Assert.False(rebuilding.IsCompleted);
        Assert.Contains("d2", await rebuilding, StringComparison.Ordinal);
    }

    /// <summary>Making a version takes time and disk, so a refused request makes none.</summary>
    [Fact]
    public async Task Only_callers_with_the_permission_make_earlier_versions()
    {
        await using var app = new EditionApp { Settings = new Dictionary<string, string> { ["Access:Anonymous"] = "none" } };
        await app.ImportAsync("Code,Title,Start,Type,Domain\nx,First,2031,visit,d\n");
        var then = await VersionAsync(app);
        await app.ImportAsync("Code,Title,Start,Type,Domain\nx,Second,2031,visit,d\n");
        var folder = Path.Combine(app.Services.GetRequiredService<EditionFolder>().Path, ".versions");
        foreach (var address in new[] { $"/api/v1/aggregates?as_of={then}", $"/api/v1/aggregates?edition=version-{then}", $"/odata/editions/version-{then}/Engagements", $"/editions/version-{then}/engagements", $"/engagements?as_of={then}" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.AskAsync(address, "none")).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await app.AskAsync($"/api/v1/reports/data-quality/json?as_of={then}", "importer")).Status);
        Assert.False(Directory.Exists(folder));

        // The way back from the sign-in page leads to the version.
        using (var client = app.PlainClient())
        using (var request = new HttpRequestMessage(HttpMethod.Get, $"/engagements?as_of={then}&year=2031"))
        {
            request.Headers.Add(EditionApp.Header, "none");
            request.Headers.Add("Accept", "text/html");
            using var response = await client.SendAsync(request);
            Assert.Equal($"/editions/version-{then}/sign-in?returnUrl=%2Feditions%2Fversion-{then}%2Fengagements%3Fyear%3D2031", response.Headers.Location!.ToString());
        }

        Assert.Contains("First", await app.TextAsync($"/editions/version-{then}/engagements?year=2031", "reader"), StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(folder));
    }

    /// <summary>Row rules of today hold, as for editions.</summary>
    [Fact]
    public async Task An_engagement_that_is_hidden_or_gone_today_shows_in_no_earlier_version_to_callers_with_row_rules()
    {
        await using var app = new EditionApp();
        const string Columns = "Code,Title,Start,Type,Domain,Handling\n";
        await app.ImportAsync(Columns + "x-1,Open,2031,visit,alpha,public\nx-2,Later hidden,2031,visit,alpha,public\nx-3,Gone,2031,visit,alpha,public\n");
        var then = await VersionAsync(app);
        await app.ImportAsync(Columns + "x-1,Open,2031,visit,alpha,public\nx-2,Later hidden,2031,visit,alpha,restricted\n", replace: true);
        foreach (var address in new[] { "/api/v1/engagements?year=2031&", "/odata/Engagements?$filter=Code eq 'x-1' or Code eq 'x-2' or Code eq 'x-3'&" })
        {
            Assert.Matches("x-3", await app.TextAsync(address + $"as_of={then}"));
            var seen = await app.TextAsync(address + $"as_of={then}", "reader");
            Assert.Matches("x-1", seen);
            Assert.DoesNotMatch("x-2|x-3|hidden|Gone", seen);
        }

        Assert.Equal(1, (await app.JsonOfAsync($"/api/v1/aggregates?year=2031&as_of={then}", "reader")).GetProperty("data")[0].GetProperty("engagements").GetInt32());
    }

    private static async Task<long> VersionAsync(EditionApp app) => (await app.JsonOfAsync("/api/v1/aggregates")).GetProperty("meta").GetProperty("dataVersion").GetInt64();

    private static async Task<List<string>> AnswersAsync(EditionApp app, string asOf)
    {
        var answers = new List<string>();
        foreach (var address in Addresses)
        {
            answers.Add(Named().Replace(await app.AnswerAsync(address + asOf), string.Empty));
        }

        return answers;
    }

    private static string File(Random random, int step)
    {
        // A file states each member once.
        var (text, names) = (new StringBuilder(Header), Enumerable.Range(0, 20).Select(_ => random.Next(3)).ToList());
        foreach (var code in "abcdefgh".Where(_ => random.Next(3) > 0))
        {
            var domains = new HashSet<int>();
            var sources = new HashSet<int>();
            var targets = new HashSet<string>();
            var rows = 1 + random.Next(3);
            for (var row = 0; row < rows; row++)
            {
                var (type, domain, source, person, body, target) = (random.Next(3), random.Next(4), random.Next(3), random.Next(4), random.Next(3), $"{(char)('a' + random.Next(9))}");
                var own = row > 0 ? ",,,,,,,,,,," : string.Create(
                    CultureInfo.InvariantCulture,
                    $"Title {random.Next(3)},{(random.Next(2) == 0 ? "" : "Text")},{2015 + random.Next(6)}{(random.Next(2) == 0 ? "" : $"-0{1 + random.Next(9)}")},,t{type},Type {names[type]},{(random.Next(3) == 0 ? "" : "Delhi")},IN,{random.Next(3)},{random.Next(900)},{(random.Next(5) == 0 ? "restricted" : "public")},{(random.Next(5) == 0 ? "planned" : "")}");
                text.Append(CultureInfo.InvariantCulture, $"{code},{own},{(domains.Add(domain) ? $"d{domain},Domain {names[3 + domain]},g{domain % 2}" : ",,")},");
                text.Append(CultureInfo.InvariantCulture, $"p{person}-{step % 3},Person {names[7 + person]},{(person == 3 ? (step % 2 == 0 ? "company" : "government-body") : "person")},{(body == 0 ? "," : $"o{body},government-body")},{(random.Next(2) == 0 ? "IN" : "IL")},{(random.Next(2) == 0 ? "host" : "guest")},");
                text.Append(CultureInfo.InvariantCulture, $"{(sources.Add(source) ? $"s{source}-{step % 4},Source {names[11 + source]}" : ",")},");
                text.Append(CultureInfo.InvariantCulture, $"{(target != $"{code}" && random.Next(2) == 0 && targets.Add(target) ? $"follows-up,{target},{2010 + random.Next(9)}" : ",,")},{(row == 0 && random.Next(2) == 0 ? $"Hindi {random.Next(2)}" : "")},{(row > 0 ? "," : random.Next(5) switch { 0 => "draft,", 1 => "reviewed,Anna", _ => "," })}\n");
            }
        }

        // Every file changes something, so that each step makes a version.
        text.Append(CultureInfo.InvariantCulture, $"tick,Tick,,2020,,visit,Visit,,,{step},,public,,tock,Tock,gt,,,,,,,,,,,,,,,\n");
        return text.ToString();
    }

    // A file's hash and the marks of an edition also cover the name of the version.
    [GeneratedRegex("""[0-9a-f]{64}|,?\s*"edition": *"version-[0-9]+"|\(?edition version-[0-9]+\)?|as_of=[0-9]+|/editions/version-[0-9]+""", RegexOptions.None, 60_000)]
    private static partial Regex Named();
}
