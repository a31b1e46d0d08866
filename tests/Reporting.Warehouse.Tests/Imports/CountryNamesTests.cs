using System.Text;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;

namespace Reporting.Warehouse.Tests.Imports;

public abstract class CountryNamesTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : CountryNamesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : CountryNamesTests(WarehouseProvider.SqlServer);

    private const string Mapping = """
        engagement: {code: "{id}", title: "{name}", type: T, start: "{start}"}
        participants:
          - {from: "p{id}", kind: company, country: {from: "{name}", if_invalid: leave_out}}
        """;

    [EngineFact]
    public async Task Countries_are_found_in_every_spelling_and_former_states_are_not_present_ones()
    {
        var cases = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Imports", "country-names.txt"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(" = ")).ToList();
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        await ImportAsync(warehouse, string.Concat(cases.Select((c, i) => $"{i:D4},\"{c[0]}\",\n")));

        var found = await warehouse.RowsAsync(
            "SELECT p.CountryCode FROM FactEngagement f JOIN BridgeEngagementParticipant p ON p.EngagementKey = f.EngagementKey ORDER BY f.Code");
        Assert.Equal(string.Join('\n', cases.Select(c => $"{c[0]} = {c[1]}")), string.Join('\n', cases.Zip(found, (c, code) => $"{c[0]} = {(code == "unknown" ? "-" : code)}")));
    }

    [EngineFact]
    public async Task A_name_that_could_be_two_countries_is_refused_with_both()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var result = await ImportAsync(warehouse, "1,Korea,\n2,Republic of Germany,\n", "engagement: {code: \"{id}\", title: \"{name}\", country: \"{name}\"}");

        Assert.False(result.Taken);
        Assert.Contains("North Korea (KP)", result.Refusals[0].Hint, StringComparison.Ordinal);
        Assert.Contains("South Korea (KR)", result.Refusals[0].Hint, StringComparison.Ordinal);
        Assert.Contains("DEDE", result.Refusals[1].Hint, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task An_engagement_outside_the_years_of_its_country_gives_a_warning()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var result = await ImportAsync(warehouse, "1,East Germany,1988\n2,East Germany,1995\n3,East Germany,\n4,Soviet Union,1921\n5,Kosovo,1995\n");

        Assert.True(result.Taken);
        Assert.Equal([3, 5], result.Warnings.Select(w => w.Row));
        Assert.Contains("1995", result.Warnings[0].Message, StringComparison.Ordinal);
        Assert.Contains("East Germany (1949 to 1990)", result.Warnings[0].Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task The_native_layout_accepts_codes_of_former_states()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        await warehouse.ImportAsync("Code,Title,Start,Type,Participant,ParticipantKind,Country,PlaceCountry\na,A,1985,visit,p1,company,suhh,DDDE\n");

        Assert.Equal(["SUHH|DDDE"], await warehouse.RowsAsync(
            "SELECT b.CountryCode, p.CountryCode AS Place FROM BridgeEngagementParticipant b JOIN FactEngagement f ON f.EngagementKey = b.EngagementKey JOIN DimPlace p ON p.PlaceKey = f.PlaceKey"));
    }

    private static async Task<ImportResult> ImportAsync(TestWarehouse warehouse, string rows, string mapping = Mapping)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("id,name,start\n" + rows));
        var request = new ImportRequest(content, "countries.csv") { MappingFile = MappingCatalog.Parse("countries", mapping) };
        Assert.True((await warehouse.Imports.RunAsync(request)).IsValue(out var result, out var problem), problem?.Message);
        return result;
    }
}
