using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Delivery.Releases;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Members;

namespace Reporting.Api.Tests.Editions;

/// <summary>A release, read by libraries and a script that know nothing of the program.</summary>
public abstract class ReleaseTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ReleaseTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ReleaseTests(WarehouseProvider.SqlServer);

    private static readonly string Checks = RepositoryRoot.File("tests", "release-checks");

    private static readonly ReleaseRequest Request = new("2025-final", "final", "Test data", "With a \"note\": = 1", "Ministry", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)) { Before = new EditionBefore("2024-final", 0) };

    /// <summary>The maker has row rules, so that what they hide must be in no file.</summary>
    [PackagesFact("release-checks", "chromium")]
    public async Task Totals_counted_from_the_files_are_those_that_its_maker_sees()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(31)).Rich(), engine);
        await warehouse.ImportAsync("Code,Title,Start,Type,Domain,Source,SourceKind,StatedField,StatedValue,Relation,RelatedEngagement,RelationDate,RelationSource\nrel-a,A,2025,visit,rel,rel-1,official,start,2025-03-04,amends,rel-b,2025-03,rel-2\nrel-b,B,2024,visit,rel,,,,,,,,\n");
        await using var app = new ReportingApp { Warehouse = warehouse };
        var maker = new Caller("ministry", [], new RandomQueries(new Random(33), warehouse.Data, warehouse.Model).Scope(), Visibility.Everything);
        app.StartServer();
        var folder = Directory.CreateTempSubdirectory("reporting-release-").FullName;
        var path = Path.Combine(folder, Request.Id);
        // A run that was killed left this behind.
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(path + ".part", "data")).FullName, "stale.csv"), "code");
        Assert.Null((await app.Services.GetRequiredService<ReleaseWriter>().WriteAsync(Request, path, maker, CancellationToken.None)).Problem);
        var release = JsonDocument.Parse(await ExternalPrograms.RunAsync("node", [Path.Combine(Checks, "check.mjs"), path])).RootElement;
        Assert.Empty(release.GetProperty("problems").EnumerateArray());

        var relations = await File.ReadAllTextAsync(Path.Combine(path, "data", "relations.csv"));
        var shown = (await warehouse.Runners.Engagements.ListAsync(new(new ReportQuery { Measures = [], Filters = [new("domain", FilterMode.Links, ["rel"])] }, null), maker, null, default)).Value!.Count == 2;
        Assert.Equal(shown, relations.Contains("rel-a,amends,rel-b,2025-03,rel-2", StringComparison.Ordinal));
        Assert.StartsWith("engagement_code,kind,related_code,date,source_code", relations, StringComparison.Ordinal);

        var statements = await File.ReadAllTextAsync(Path.Combine(path, "data", "statements.csv"));
        Assert.StartsWith("engagement_code,source_code,field,value", statements, StringComparison.Ordinal);
        Assert.Equal(shown, statements.Contains("rel-a,rel-1,start,2025-03-04", StringComparison.Ordinal));
        Assert.Equal(shown, (await File.ReadAllLinesAsync(Path.Combine(path, "data", "sources.csv"))).Any(line => line.StartsWith("rel-1,", StringComparison.Ordinal) && line.EndsWith(",official", StringComparison.Ordinal)));

        // Since version 0 every engagement is new.
        var changes = release.GetProperty("changes").EnumerateArray().Select(c => (c.GetProperty("kind").GetString(), c.GetProperty("engagement_code").GetString())).ToList();
        Assert.All(changes, change => Assert.Equal("new", change.Item1));
        Assert.Equal(release.GetProperty("totals").GetProperty("engagements_by_year").EnumerateObject().Sum(p => p.Value.GetInt64()), changes.Distinct().Count());
        Assert.Contains($"new: {changes.Count:N0} engagements", await File.ReadAllTextAsync(Path.Combine(path, "CHANGES.md")), StringComparison.Ordinal);
        foreach (var (dimension, measure, counted) in new[] { ("year", "engagements", "engagements_by_year"), ("domain", "allocated_engagements", "weight_by_domain"), ("participant_country", "engagements", "engagements_by_country") })
        {
            var asked = (await warehouse.AskAsync(new ReportQuery { By = [dimension], Measures = [measure] }, maker.Scope)).Value!;
            var expected = asked.Rows.GroupBy(row => row.Members[0].Code ?? UnknownMembers.Code).ToDictionary(g => g.Key, g => g.Sum(row => Convert.ToDouble(row.Values[0], CultureInfo.InvariantCulture)));
            var found = release.GetProperty("totals").GetProperty(counted).EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());
            Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
            Assert.All(expected, cell => Assert.Equal(cell.Value, found[cell.Key], 1e-6));
        }

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
}
