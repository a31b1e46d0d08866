using System.Globalization;
using Dapper;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Tests.Imports;

/// <summary>Real files, imported with only a mapping, give exactly the totals that their publishers printed.</summary>
public abstract class PublishedTotalsTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : PublishedTotalsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : PublishedTotalsTests(WarehouseProvider.SqlServer);

    private const string Nepal = "nepal-aims/projects.csv";
    private const string Iraq = "iraq-aims/projects.csv";
    private const string Cida = "cida/CIDA_Project.xlsx";
    private const string Training = "us-foreign-military-training/activities-fy2020-2021.tsv";
    private const string Printed = "us-foreign-military-training/printed-programme-totals-fy2020-2021.tsv";

    [DataFact(Nepal)]
    public async Task Aid_projects_in_Nepal()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var result = await ImportAsync(warehouse, "nepal-aims", Nepal);
        Assert.Equal((873, 873, 0, 956), (result.Rows, result.Added, result.Rejected, result.DomainLinks));

        Assert.Equal([873L, 9211134466.00m], await TotalsAsync(warehouse, ["engagements", "amount_usd"]));
        Assert.Equal([873L, 110L], await TotalsAsync(warehouse, ["engagements", "participants"], new QueryFilter("role", FilterMode.Links, ["donor"])));
        await using var connection = await warehouse.Connections.OpenReadAsync();
        Assert.Equal(1042, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM BridgeEngagementParticipant WHERE Role = 'donor'"));

        // Importing the same file again adds nothing and creates no version.
        var again = await ImportAsync(warehouse, "nepal-aims", Nepal);
        Assert.Equal((873, result.DataVersion, null), (again.Unchanged, again.DataVersion, again.ImportKey));
    }

    [DataFact(Iraq)]
    public async Task Aid_projects_in_Iraq_with_donors_of_several_kinds()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var result = await ImportAsync(warehouse, "iraq-aims", Iraq);
        Assert.Equal((1338, 1338, 0, 1364), (result.Rows, result.Added, result.Rejected, result.DomainLinks));

        Assert.Equal([1338L, 10392805606.00m], await TotalsAsync(warehouse, ["engagements", "amount_usd"]));
        Assert.Equal([21L], await TotalsAsync(warehouse, ["participants"], new QueryFilter("role", FilterMode.Links, ["donor"])));
        var kinds = await AskAsync(warehouse, ["participants"], ["participant_kind"], new QueryFilter("role", FilterMode.Links, ["donor"]));
        Assert.Equal(["country 12", "international-organisation 9"], kinds.Rows.Select(row => $"{row.Members[0].Code} {row.Values[0]}").Order(StringComparer.Ordinal));
    }

    [DataFact(Cida)]
    public async Task Canadian_aid_projects_in_Canadian_dollars()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var result = await ImportAsync(warehouse, "cida", Cida);
        Assert.Equal((2740, 2740, 0), (result.Rows, result.Added, result.Rejected));
        // The published total, 12,505,040,309 Canadian dollars, at 0.7806, to the cent.
        Assert.Equal([2740L, 9761434465.21m], await TotalsAsync(warehouse, ["engagements", "amount_usd"]));
        Assert.Equal(192, (await AskAsync(warehouse, ["engagements"], ["domain"])).Rows.Count(row => row.Members[0].Code != "unknown"));
    }

    /// <summary>By sector and year, compared with a simple reading of the file.</summary>
    [DataFact(Nepal)]
    public async Task Every_cell_equals_a_simple_count_of_the_file()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await ImportAsync(warehouse, "nepal-aims", Nepal);
        var lines = await File.ReadAllLinesAsync(DataFactAttribute.PathOf(Nepal));
        var names = lines[0][1..^1].Split("\",\"");
        var expected = lines.Skip(1).Select(line => line[1..^1].Split("\",\""))
            .SelectMany(values => values[Array.IndexOf(names, "ad_sector_names")].Split('|').Distinct(StringComparer.Ordinal).Select(sector => (
                Cell: $"{(values[Array.IndexOf(names, "transactions_start_year")].Trim() is { Length: > 0 } year ? year : "")}|{sector}",
                Usd: values[Array.IndexOf(names, "total_commitments")].Trim() is { Length: > 0 } usd ? decimal.Parse(usd, CultureInfo.InvariantCulture) : (decimal?)null)))
            .GroupBy(p => p.Cell, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (Count: g.LongCount(), Usd: g.Any(p => p.Usd is not null) ? g.Sum(p => p.Usd) : null), StringComparer.Ordinal);

        var answer = await AskAsync(warehouse, ["engagements", "amount_usd"], ["year", "domain"]);

        var counted = answer.Rows.ToDictionary(
            r => $"{(r.Members[0].Code is { Length: 4 } year ? year : "")}|{r.Members[1].Name}", r => (Count: Convert.ToInt64(r.Values[0], CultureInfo.InvariantCulture), Usd: (decimal?)r.Values[1]), StringComparer.Ordinal);
        Assert.True(expected.Count > 100);
        Assert.Equal(expected.OrderBy(c => c.Key, StringComparer.Ordinal), counted.OrderBy(c => c.Key, StringComparer.Ordinal));
    }

    [DataFact(Printed)]
    public async Task Foreign_military_training_with_all_printed_programme_totals()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var result = await ImportAsync(warehouse, "us-military-training", Training);
        Assert.Equal((9771, 9771, 0), (result.Rows, result.Added, result.Rejected));
        Assert.Equal(4, result.Warnings.Count(w => w.Message.Contains("2106", StringComparison.Ordinal) && w.Message.Contains("far in the future", StringComparison.Ordinal)));

        Assert.Equal([9771L, 29645L, 173575045m], await TotalsAsync(warehouse, ["engagements", "headcount", "amount_usd"]));

        var answer = await AskAsync(warehouse, ["headcount", "amount_usd"], ["engagement_type", "participant", "domain"], new QueryFilter("role", FilterMode.Links, ["trainee"]));
        var counted = answer.Rows.ToDictionary(
            r => string.Join('|', r.Members.Select(m => m.Code)), r => (Students: Convert.ToInt64(r.Values[0], CultureInfo.InvariantCulture), Usd: Convert.ToDecimal(r.Values[1], CultureInfo.InvariantCulture)), StringComparer.Ordinal);
        var lines = (await File.ReadAllLinesAsync(DataFactAttribute.PathOf(Printed))).Select(line => line.Split('\t')).ToList();
        var at = lines[0].Index().ToDictionary(n => n.Item, n => n.Index, StringComparer.Ordinal);
        var printed = lines.Skip(1).ToDictionary(
            v => $"{Slug(v[at["region"]])}|{Slug(v[at["country"]])}|{Slug(v[at["program"]].Split(" - ")[0])}",
            v => (Students: long.Parse(v[at["printed_students"]], CultureInfo.InvariantCulture), Usd: decimal.Parse(v[at["printed_cost_usd"]], CultureInfo.InvariantCulture)),
            StringComparer.Ordinal);
        Assert.Equal(684, printed.Count);
        Assert.Equal(printed.OrderBy(p => p.Key, StringComparer.Ordinal), counted.OrderBy(p => p.Key, StringComparer.Ordinal));
    }

    private static string Slug(string text) => Slugs.Of(text.Replace("&", " and ", StringComparison.Ordinal));

    private static async Task<ImportResult> ImportAsync(TestWarehouse warehouse, string mapping, string file)
    {
        await using var content = File.OpenRead(DataFactAttribute.PathOf(file));
        var request = new ImportRequest(content, Path.GetFileName(file))
        {
            MappingFile = MappingCatalog.ReadFile(RepositoryRoot.File("tests", "Reporting.Engine.Tests", "Imports", $"{mapping}.yml")),
        };
        Assert.True((await new ImportRunner(warehouse.Connections, TimeProvider.System).RunAsync(request)).IsValue(out var result, out var problem), problem?.Message);
        return result;
    }

    private static async Task<ResultTable> AskAsync(TestWarehouse warehouse, IReadOnlyList<string> measures, IReadOnlyList<string> by, params QueryFilter[] filters)
    {
        var query = new ReportQuery { Measures = measures, By = by, Filters = filters, Limit = ReportQuery.LargestLimit };
        Assert.True((await warehouse.AskAsync(query)).IsValue(out var table, out var problem), problem?.Message);
        Assert.False(table.Truncated);
        return table;
    }

    private static async Task<IEnumerable<object>> TotalsAsync(TestWarehouse warehouse, IReadOnlyList<string> measures, params QueryFilter[] filters) =>
        Assert.Single((await AskAsync(warehouse, measures, [], filters)).Rows).Values.Select(v => v is decimal usd ? usd : (object)Convert.ToInt64(v, CultureInfo.InvariantCulture));
}
