using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Delivery.Releases;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Api.Tests.Editions;

/// <summary>A release, read by libraries and a script that know nothing of the program.</summary>
public abstract class ReleaseTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ReleaseTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ReleaseTests(WarehouseProvider.SqlServer);

    private static readonly string Checks = RepositoryRoot.File("tests", "release-checks");

    private static readonly ReleaseRequest Request = new("2025-final", "final", "Test data", "With a \"note\": = 1", "Ministry", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [ReleaseFact]
    public async Task Totals_counted_from_the_files_are_those_of_the_program()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(31)).Rich(), engine);
        await using var app = new ReportingApp { Warehouse = warehouse };
        var (folder, release) = await WriteAsync(app, Caller.Local);
        Assert.Empty(release.GetProperty("problems").EnumerateArray());
        var totals = release.GetProperty("totals");
        var asked = await app.JsonAsync("/api/v1/aggregates?by=year&measures=engagements");
        AssertEqual(asked, "year", "engagements", totals.GetProperty("engagements_by_year"));
        AssertEqual(await app.JsonAsync("/api/v1/aggregates?by=domain&measures=allocated_engagements"), "domain", "allocated_engagements", totals.GetProperty("weight_by_domain"));
        AssertEqual(await app.JsonAsync("/api/v1/aggregates?by=participant_country&measures=engagements"), "participant_country", "engagements", totals.GetProperty("engagements_by_country"));
        TestFolder.Delete(folder);
    }

    [ReleaseFact]
    public async Task What_its_maker_may_not_see_is_in_no_file()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(32)).Rich(), engine);
        await using var app = new ReportingApp { Warehouse = warehouse };
        var scope = new RandomQueries(new Random(33), warehouse.Data, warehouse.Model).Scope();
        var (folder, release) = await WriteAsync(app, new Caller("ministry", [], scope, Visibility.Everything));
        Assert.Empty(release.GetProperty("problems").EnumerateArray());
        var seen = (await warehouse.AskAsync(new ReportQuery { Measures = ["engagements"] }, scope)).Value!;
        Assert.Equal(Convert.ToDouble(seen.Grand!.Values[0], CultureInfo.InvariantCulture), release.GetProperty("totals").GetProperty("engagements_by_year").EnumerateObject().Sum(y => y.Value.GetDouble()));
        TestFolder.Delete(folder);
    }

    [EngineFact]
    public async Task An_existing_folder_is_refused_and_a_stopped_release_leaves_none()
    {
        await using var app = new ReportingApp { Engine = engine };
        var folder = Directory.CreateTempSubdirectory("reporting-release-").FullName;
        var refused = await app.Services.GetRequiredService<ReleaseWriter>().WriteAsync(Request, folder, Caller.Local, CancellationToken.None);
        Assert.Equal("release-exists", refused.Problem?.Code);
        var next = Path.Combine(folder, "next");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.Services.GetRequiredService<ReleaseWriter>().WriteAsync(Request, next, Caller.Local, new CancellationToken(canceled: true)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        TestFolder.Delete(folder);
    }

    private static async Task<(string Folder, JsonElement Release)> WriteAsync(ReportingApp app, Caller caller)
    {
        app.StartServer();
        var folder = Directory.CreateTempSubdirectory("reporting-release-").FullName;
        var written = await app.Services.GetRequiredService<ReleaseWriter>().WriteAsync(Request, Path.Combine(folder, Request.Id), caller, CancellationToken.None);
        Assert.Null(written.Problem);
        return (folder, JsonDocument.Parse(await ExternalPrograms.RunAsync("node", [Path.Combine(Checks, "check.mjs"), Path.Combine(folder, Request.Id)])).RootElement);
    }

    private static void AssertEqual(JsonElement asked, string dimension, string measure, JsonElement counted)
    {
        var expected = asked.GetProperty("data").EnumerateArray().ToDictionary(row => row.GetProperty(dimension) is { ValueKind: not JsonValueKind.Null } code ? code.ToString() : "unknown", row => row.GetProperty(measure).GetDouble());
        var found = counted.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, cell => Assert.Equal(cell.Value, found[cell.Key], 1e-6));
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class ReleaseFactAttribute : EngineFactAttribute
    {
        public ReleaseFactAttribute()
        {
            if (!ExternalPrograms.IsInstalled("chromium") || !ExternalPrograms.IsInstalled("node") || !Directory.Exists(Path.Combine(Checks, "node_modules")))
            {
                Skip = "Needs chromium, node and the packages of tests/release-checks: run 'make test' as root on Debian, or install them and run 'npm ci' there.";
            }
        }
    }
}
