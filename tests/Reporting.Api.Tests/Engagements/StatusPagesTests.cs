using System.Net;
using System.Text.Json;
using Reporting.Api.Tests.Access;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Engagements;

/// <summary>Pages, JSON and the feed have engagements that were held, and others where they are asked for; relations stand on the page of an engagement.</summary>
public abstract class StatusPagesTests(WarehouseProvider engine)
{
    private const string Csv = "Code,Title,Start,Type,Domain,Participant,ParticipantKind,Status,Relation,RelatedEngagement\n"
        + "h1,Held talks,2025-06-01,visit,x,p1,person,,,\nn1,Planned talks,2025-12,visit,x,p1,,planned,follows-up,h1\nc1,Cancelled talks,2025-05,visit,x,p1,,cancelled,,\n";

    public sealed class OnSqlite() : StatusPagesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : StatusPagesTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task Each_exit_has_held_engagements_and_others_by_their_status()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        Assert.Empty((await warehouse.ImportAsync(Csv)).Refusals);
        await using var app = new AppWithRoles { Warehouse = warehouse };

        Assert.Equal("1", (await app.TextAsync("/odata/Engagements/$count")).Trim('\uFEFF'));
        Assert.Equal("2", (await app.TextAsync("/odata/Engagements/$count?$filter=" + Uri.EscapeDataString("Status ne 'held'"))).Trim('\uFEFF'));
        Assert.Equal(1, (await app.JsonAsync("/odata/Engagements?$select=Code,Status")).GetProperty("value").GetArrayLength());
        var groups = await app.JsonAsync("/odata/Engagements?$apply=" + Uri.EscapeDataString("groupby((Status),aggregate($count as N))"));
        Assert.Equal(["cancelled 1", "held 1", "not-confirmed 1"], groups.GetProperty("value").EnumerateArray().Select(g => $"{g.GetProperty("Status")} {g.GetProperty("N")}").Order(StringComparer.Ordinal));

        var list = await app.TextAsync("/engagements");
        Assert.Contains("Held talks", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Planned talks", list, StringComparison.Ordinal);
        Assert.Contains("status=not-confirmed", list, StringComparison.Ordinal);
        Assert.Contains("Planned talks", await app.TextAsync("/engagements?status=not-confirmed"), StringComparison.Ordinal);

        var page = await app.TextAsync("/engagements/n1");
        Assert.Contains("Not confirmed", page, StringComparison.Ordinal);
        Assert.Contains("Follows up", page, StringComparison.Ordinal);
        Assert.Equal("not-confirmed", (await app.JsonAsync("/api/v1/engagements/n1")).GetProperty("status").GetProperty("code").GetString());
        var held = await app.JsonAsync("/api/v1/engagements/h1");
        Assert.False(held.TryGetProperty("status", out _));
        Assert.Equal("n1 from not-confirmed", held.GetProperty("relations").EnumerateArray().Select(r => $"{r.GetProperty("code")} {r.GetProperty("direction")} {r.GetProperty("status").GetProperty("code")}").Single());
        Assert.DoesNotContain("relations", JsonSerializer.Serialize(await app.JsonAsync("/api/v1/engagements")), StringComparison.Ordinal);

        var csv = await app.TextAsync("/engagements.csv?status=not-confirmed,cancelled");
        Assert.Contains("status", csv, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("status", await app.TextAsync("/engagements.csv"), StringComparison.OrdinalIgnoreCase);
    }

    [EngineFact]
    public async Task The_page_of_the_memorandum_shows_the_steps_that_led_to_it()
    {
        await using var app = new AppWithRoles { Engine = engine };
        var relations = (await app.JsonAsync("/api/v1/engagements/2025-11-04-memorandum-of-understanding")).GetProperty("relations").EnumerateArray()
            .Select(r => $"{r.GetProperty("name")} {r.GetProperty("code")}: {r.GetProperty("source").GetProperty("code")}").ToList();
        Assert.Equal(["Implements 2025-07-23-defence-secretary-director-general: working-group-report-2025-11-05", "Prepared by 2025-11-04-joint-working-group: mou-report-2025-11-05"], relations);
        var page = WebUtility.HtmlDecode(await app.TextAsync("/engagements/2025-11-04-memorandum-of-understanding"));
        Assert.Contains("Prepared by", page, StringComparison.Ordinal);
        Assert.Contains("/engagements/2025-07-23-defence-secretary-director-general", page, StringComparison.Ordinal);
    }
}
