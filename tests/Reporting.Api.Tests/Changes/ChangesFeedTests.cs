using System.Net;
using System.Text.Json;
using Reporting.Api.Tests.Editions;

namespace Reporting.Api.Tests.Changes;

/// <summary>The set <c>Changes</c> of the feed, under an address with <c>since</c>.</summary>
public abstract class ChangesFeedTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ChangesFeedTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ChangesFeedTests(WarehouseProvider.SqlServer);

    private const string Header = "Code,Title,Start,Type,Domain,Participant,ParticipantKind,Handling\n";

    [EngineFact]
    public async Task The_set_has_the_changes_since_an_edition_and_is_filtered_ordered_and_paged_like_others()
    {
        await using var app = new EditionApp { Engine = engine };
        await app.ImportAsync(Header + "x-1,First,2031,visit,alpha,p,person,public\nx-2,Second,2031,visit,alpha,p,person,public\nx-3,Third,2031,visit,alpha,p,person,public\n");
        await app.PublishAsync("2031-final");
        await app.ImportAsync(Header + "x-1,Another,2031,visit,alpha,p,person,public\nx-2,Second,2031,visit,beta,p,person,public\nx-3,Third,2031,visit,alpha,p,person,restricted\nx-4,Fourth,2031,visit,alpha,p,person,public\n");

        const string Set = "/odata/since/2031-final/Changes";
        var rows = (await app.JsonOfAsync(Set + "?$orderby=Id")).GetProperty("value").EnumerateArray().Select(Words).ToList();
        Assert.Equal(["x-1|corrected|title|First|Another", "x-2|recoded|domains|alpha 1|beta 1", "x-3|corrected|handling|public|restricted", "x-4|new|||"], rows);
        Assert.Equal(3, (await app.JsonOfAsync("/api/v1/changes?since=2031-final")).GetProperty("data").EnumerateArray().Count(c => c.GetProperty("kind").GetString() != "new"));
        Assert.Contains("x-4", await app.TextAsync("/changes?since=2031-final"), StringComparison.Ordinal);
        Assert.Equal(["x-2|recoded|domains|alpha 1|beta 1"], (await app.JsonOfAsync(Set + "?$filter=Kind eq 'recoded' and contains(NewValue,'beta')")).GetProperty("value").EnumerateArray().Select(Words));
        Assert.Equal("4", await app.TextAsync(Set + "/$count"));

        var paged = new List<string>();
        for (var next = Set; next is not null;)
        {
            var page = JsonDocument.Parse(await app.TextAsync(next, "admin", ("Prefer", "odata.maxpagesize=3"))).RootElement;
            paged.AddRange(page.GetProperty("value").EnumerateArray().Select(Words));
            next = page.TryGetProperty("@odata.nextLink", out var link) ? new Uri(link.GetString()!).PathAndQuery : null;
            Assert.True(next is null || next.StartsWith(Set, StringComparison.Ordinal), next);
        }

        Assert.Equal(rows, paged);
        Assert.Contains("Name=\"Change\"", await app.TextAsync("/odata/since/2031-final/$metadata"), StringComparison.Ordinal);
        Assert.DoesNotContain("Name=\"Change\"", await app.TextAsync("/odata/$metadata"), StringComparison.Ordinal);
        Assert.Contains("Changes", await app.TextAsync("/odata/since/0"), StringComparison.Ordinal);

        // An engagement that is hidden today is not named; the row 'reset' reports that something is missing.
        var seen = (await app.JsonOfAsync(Set + "?$orderby=Id", "reader")).GetProperty("value").EnumerateArray().Select(Words).ToList();
        Assert.DoesNotContain(seen, row => row.Contains("x-3", StringComparison.Ordinal));
        Assert.Contains("|reset|||", seen);
        foreach (var (address, status) in new[] { ("/odata/Changes", HttpStatusCode.NotFound), ("/odata/since/nowhere/Changes", HttpStatusCode.BadRequest), ("/odata/since/99/Changes", HttpStatusCode.BadRequest) })
        {
            Assert.Equal((address, status), (address, (await app.AskAsync(address)).Status));
        }
    }

    private static string Words(JsonElement row) => string.Join('|', new[] { "Code", "Kind", "Field", "OldValue", "NewValue" }.Select(name => row.GetProperty(name).GetString()));
}
