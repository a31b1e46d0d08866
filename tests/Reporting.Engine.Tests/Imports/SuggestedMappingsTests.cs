using System.Globalization;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Suggestions;

namespace Reporting.Engine.Tests.Imports;

/// <summary>Suggested mappings for real files import them unchanged, and rate the certainty of each line.</summary>
public abstract class SuggestedMappingsTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : SuggestedMappingsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : SuggestedMappingsTests(WarehouseProvider.SqlServer);

    [DataFact("nepal-aims/projects.csv")]
    public async Task Aid_projects_in_Nepal()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var (result, yaml) = await ImportAsync(warehouse, "nepal-aims/projects.csv");

        // 1,042 links to donors, 873 to the recipient.
        Assert.Equal((873, 0, 956, 1042 + 873), (result.Added, result.Rejected, result.DomainLinks, result.ParticipationLines));
        Assert.Equal("921113446600", await ScalarAsync(warehouse, "SELECT SUM(AmountCents) FROM FactEngagement"));
        Assert.Contains("\"Japan\": country", yaml, StringComparison.Ordinal);
        Assert.Matches(@"- is_geocoded: 1 \(not used: it holds yes or no\)", yaml);
        Assert.Matches(@"- donors_iso3: \w+ \(not used: codes of donors\)", yaml);
    }

    [DataFact("iraq-aims/projects.csv")]
    public async Task Aid_projects_in_Iraq()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var (result, _) = await ImportAsync(warehouse, "iraq-aims/projects.csv");

        Assert.Equal((1338, 0), (result.Added, result.Rejected));
        Assert.Equal("1039280560600", await ScalarAsync(warehouse, "SELECT SUM(AmountCents) FROM FactEngagement"));
        // Iraq itself besides the 21 donors.
        Assert.Equal(22, result.NewMembers.Participants);
    }

    [DataFact("cida/CIDA_Project.xlsx")]
    public async Task Canadian_projects_in_a_workbook_with_a_cover_sheet()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var (result, yaml) = await ImportAsync(warehouse, "cida/CIDA_Project.xlsx");

        Assert.Equal((2740, 0), (result.Added, result.Rejected));
        // Four names of sectors hold a comma; seven projects have none, and link to 'unknown'.
        Assert.Equal("192", await ScalarAsync(warehouse, "SELECT COUNT(*) FROM DimDomain WHERE DomainKey <> 0"));
        Assert.Contains("\"Health, general\"", yaml, StringComparison.Ordinal);
        Assert.Contains("\"Congo, Democratic Republic\"", yaml, StringComparison.Ordinal);
        Assert.Contains("The sheet \"Info\" is not read", yaml, StringComparison.Ordinal);
        Assert.Matches("amount_usd: .* # doubtful: .*US dollars", yaml);
        Assert.Equal("1250504030900", await ScalarAsync(warehouse, "SELECT SUM(AmountCents) FROM FactEngagement"));
    }

    [DataFact("us-foreign-military-training/activities-fy2020-2021.tsv", deep: true)]
    public async Task Foreign_military_training()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var (result, yaml) = await ImportAsync(warehouse, "us-foreign-military-training/activities-fy2020-2021.tsv");

        Assert.Equal((9771, 0), (result.Added, result.Rejected));
        Assert.Equal("29645", await ScalarAsync(warehouse, "SELECT SUM(Headcount) FROM FactEngagement"));
        Assert.Equal("17357504500", await ScalarAsync(warehouse, "SELECT SUM(AmountCents) FROM FactEngagement"));
        // Country, unit of the United States and unit of the students: five and one are blank, and 53 are marked as unknown.
        Assert.Equal(9771 + 9771 - 5 + 9771 - 1 - 53, result.ParticipationLines);
        Assert.Matches(@"missing: \[.*""UNK"".*student_unit \(53 rows\)", yaml);
        Assert.Contains("formats: [\"M/d/yyyy\"]", yaml, StringComparison.Ordinal);
    }

    private async Task<(ImportResult Result, string Yaml)> ImportAsync(TestWarehouse warehouse, string file)
    {
        await using var content = File.OpenRead(DataFactAttribute.PathOf(file));
        var yaml = (await MappingSuggestion.WriteAsync(content, Path.GetFileName(file))).Value!;
        SaysHowSureItIs(yaml);
        content.Position = 0;
        var request = new ImportRequest(content, Path.GetFileName(file)) { MappingFile = MappingCatalog.Parse("suggested", yaml) };
        Assert.True((await warehouse.Imports.RunAsync(request)).IsValue(out var result, out var problem), $"{problem?.Message}\n{yaml}");
        Assert.True(result.Taken, $"{string.Join('\n', result.Refusals.Take(5))}\n{yaml}");
        Assert.Contains($"{result.Added.ToString("N0", CultureInfo.InvariantCulture)} engagements", yaml, StringComparison.Ordinal);
        return (result, yaml);
    }

    private static void SaysHowSureItIs(string yaml)
    {
        // A line that only opens a section needs no rating.
        foreach (var line in yaml.Split('\n').Where(l => l.Length > 0 && l[0] != '#' && !l.StartsWith("name: ", StringComparison.Ordinal) && !l.EndsWith(':')))
        {
            Assert.Matches("# (sure|likely|likely: .+|doubtful: .+)$", line);
        }
    }

    private static async Task<string> ScalarAsync(TestWarehouse warehouse, string sql) => (await warehouse.RowsAsync(sql)).Single();
}
