using System.Text.Json;
using Reporting.Api.Tests.Editions;

namespace Reporting.Api.Tests.Verify;

/// <summary>Verify tells of which data a file is, and which of its figures differ today.</summary>
public abstract class VerifyTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : VerifyTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : VerifyTests(WarehouseProvider.SqlServer);

    private const string Header = "Code,Title,Start,Type,Domain,Participant,ParticipantKind,Handling\n";
    private const string Report = "/api/v1/reports/cooperation-by-year-and-domain/json?from=2031&to=2031&detail=full";
    private const string Explored = "/explore/files/json?measures=engagements&rows=domain&year=2031&visual=table";

    [EngineFact]
    public async Task Only_an_import_that_touches_the_figures_of_a_file_ends_that_it_is_current_and_verify_names_them()
    {
        await using var app = new EditionApp { Engine = engine };
        await app.ImportAsync(Header + "x-1,First,2031,visit,alpha,p,person,public\nx-2,Second,2031,visit,alpha,p,person,public\n");
        var (report, explored) = (await HashAsync(app, Report), await HashAsync(app, Explored));
        var rows = (await app.JsonOfAsync(Report.Replace("detail=full", "section=data", StringComparison.Ordinal))).GetProperty("meta").GetProperty("hash").GetString()!;

        var list = await ListHashAsync(app);

        await app.ImportAsync(Header + "y-1,Other,2033,visit,alpha,p,person,public\n");
        var sameList = await VerifyAsync(app, list);
        Assert.Equal("current", sameList.GetProperty("status").GetString());
        Assert.Matches("Of data version [0-9]+. All 2 engagements are the same in data version [0-9]+.", sameList.GetProperty("message").GetString()!);
        foreach (var hash in new[] { report, explored, rows })
        {
            var same = await VerifyAsync(app, hash);
            Assert.Equal(("current", true, 0), (same.GetProperty("status").GetString(), same.GetProperty("current").GetBoolean(), same.GetProperty("figures").GetProperty("changed").GetInt32()));
            Assert.Matches("Of data version [0-9]+. All [0-9]+ figures are the same in data version [0-9]+.", same.GetProperty("message").GetString()!);
        }

        await app.ImportAsync(Header + "x-2,Second,2031,visit,beta,p,person,public\n");
        var changed = await VerifyAsync(app, explored);
        Assert.Equal("not current", changed.GetProperty("status").GetString());
        Assert.Matches("since then [0-9]+ of its [0-9]+ figures changed.", changed.GetProperty("message").GetString()!);
        var differences = changed.GetProperty("figures").GetProperty("differences").EnumerateArray().Select(d => $"{d.GetProperty("where").GetString()!.Split(": ")[1]}|{d.GetProperty("kind")}|{d.GetProperty("old")}|{d.GetProperty("new")}").ToList();
        Assert.Contains(differences, d => d.StartsWith("Alpha", StringComparison.OrdinalIgnoreCase) && d.EndsWith("|changed|2|1", StringComparison.Ordinal));
        Assert.Contains(differences, d => d.StartsWith("Beta", StringComparison.OrdinalIgnoreCase) && d.EndsWith("|added||1", StringComparison.Ordinal));
        Assert.Equal(changed.GetProperty("figures").GetProperty("changed").GetInt32(), differences.Count);
        var compared = changed.GetProperty("figures").GetProperty("count").GetInt32() + differences.Count(d => d.Contains("|added|", StringComparison.Ordinal));
        Assert.Contains($"since then {differences.Count} of its {compared} figures changed.", changed.GetProperty("message").GetString()!, StringComparison.Ordinal);
        Assert.Contains(await FiguresAsync(app, report), d => d.Contains("x-2", StringComparison.Ordinal));
        Assert.NotEmpty(await FiguresAsync(app, rows));
        var changedList = await VerifyAsync(app, list);
        Assert.Equal(("not current", 1), (changedList.GetProperty("status").GetString(), changedList.GetProperty("figures").GetProperty("changed").GetInt32()));
        Assert.Matches("^Of data version [0-9]+, since then 1 of its 2 engagements changed.$", changedList.GetProperty("message").GetString()!);
        Assert.Contains("x-2", changedList.GetProperty("figures").GetProperty("differences")[0].GetProperty("where").GetString(), StringComparison.Ordinal);

        foreach (var page in new[] { $"/verify?hash={explored}", $"/verify?hash={explored}&lang=he", "/verify" })
        {
            Assert.Equal(page.Contains("hash", StringComparison.Ordinal), (await app.TextAsync(page)).Contains("Alpha", StringComparison.OrdinalIgnoreCase));
        }

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await app.AskAsync("/verify?hash=x")).Status);
    }

    [EngineFact]
    public async Task Empty_years_before_an_early_engagement_do_not_count_as_changed_figures_of_a_file()
    {
        await using var app = new EditionApp { Engine = engine };
        var hash = await HashAsync(app, Report[..Report.IndexOf('?', StringComparison.Ordinal)]);
        await app.ImportAsync(Header + "old,Early,1950,visit,alpha,p,person,public\n");
        var verified = await VerifyAsync(app, hash);
        Assert.DoesNotContain(verified.GetProperty("figures").GetProperty("differences").EnumerateArray(), d => d.GetProperty("kind").GetString() == "added" && d.GetProperty("new").GetString() == "0");
        Assert.InRange(verified.GetProperty("figures").GetProperty("changed").GetInt32(), 1, verified.GetProperty("figures").GetProperty("count").GetInt32() - 1);
    }

    [EngineFact]
    public async Task A_file_of_a_final_edition_keeps_its_figures_and_that_of_a_withdrawn_one_is_superseded()
    {
        await using var app = new EditionApp { Engine = engine };
        await app.ImportAsync(Header + "x-1,First,2031,visit,alpha,p,person,public\nx-later,Later,2031,visit,gamma,p,person,public\n");
        await app.PublishAsync("2031-preliminary", "preliminary");
        await app.PublishAsync("2031-final");
        var (early, late, today) = (await HashAsync(app, Explored + "&edition=2031-preliminary"), await HashAsync(app, Explored + "&edition=2031-final"), await HashAsync(app, Explored));
        var reader = await HashAsync(app, Report, "reader");
        Assert.Equal(3, new[] { early, late, today }.Distinct().Count());
        Assert.StartsWith("Final edition 2031-final, figures unchanged. All ", await MessageAsync(app, late), StringComparison.Ordinal);

        await app.ImportAsync(Header + "x-1,First,2031,visit,beta,p,person,public\nx-later,Later,2031,visit,gamma,p,person,restricted\n");
        var final = await VerifyAsync(app, late);
        Assert.Equal(("current", "final", false), (final.GetProperty("status").GetString(), final.GetProperty("edition").GetProperty("state").GetString(), final.GetProperty("edition").GetProperty("superseded").GetBoolean()));
        Assert.Matches("^Final edition 2031-final, figures unchanged. [0-9]+ of [0-9]+ figures differ today.$", final.GetProperty("message").GetString()!);
        Assert.Matches("^Superseded by the final edition 2031-final. [0-9]+ of [0-9]+ figures differ today.$", await MessageAsync(app, early));

        // The reader's old figures count an engagement that is hidden now.
        var hidden = (await VerifyAsync(app, reader, "reader")).GetProperty("figures");
        Assert.NotEqual(0, hidden.GetProperty("changed").GetInt32());
        Assert.DoesNotMatch("(?i)x-later|gamma", hidden.ToString());
        Assert.All(hidden.GetProperty("differences").EnumerateArray(), d => Assert.Equal(JsonValueKind.Null, d.GetProperty("old").ValueKind));
        Assert.Equal("The file was issued to a caller with other access rights.", (await VerifyAsync(app, reader)).GetProperty("figures").GetProperty("refusal").GetString());
        Assert.Equal("unknown", (await VerifyAsync(app, late, "reader")).GetProperty("status").GetString());

        await app.SendAsync(HttpMethod.Post, "/api/v1/editions/2031-final/withdraw", new { note = "Wrong." });
        var withdrawn = await VerifyAsync(app, late);
        Assert.Equal("not current", withdrawn.GetProperty("status").GetString());
        Assert.Matches("^Superseded: the edition 2031-final was withdrawn. [0-9]+ of [0-9]+ figures differ today. Wrong.$", withdrawn.GetProperty("message").GetString()!);
        await app.SendAsync(HttpMethod.Delete, "/api/v1/editions/2031-final");
        Assert.StartsWith("Superseded: the edition 2031-final was deleted. ", await MessageAsync(app, late), StringComparison.Ordinal);
    }

    private static async Task<string> HashAsync(EditionApp app, string address, string roles = "admin") =>
        (await app.JsonOfAsync(address, roles)).GetProperty("provenance").GetProperty("hash").GetString()!;

    private static async Task<string> ListHashAsync(EditionApp app) =>
        System.Text.RegularExpressions.Regex.Match(await app.TextAsync("/engagements.csv?year=2031"), "[0-9a-f]{64}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;

    private static Task<JsonElement> VerifyAsync(EditionApp app, string hash, string roles = "admin") => app.JsonOfAsync("/api/v1/verify?hash=" + hash, roles);

    private static async Task<string> MessageAsync(EditionApp app, string hash) => (await VerifyAsync(app, hash)).GetProperty("message").GetString()!;

    private static async Task<List<string>> FiguresAsync(EditionApp app, string hash) =>
        [.. (await VerifyAsync(app, hash)).GetProperty("figures").GetProperty("differences").EnumerateArray().Select(d => d.ToString())];
}
