using System.Text;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;

namespace Reporting.Warehouse.Tests.Text;

public abstract class InvisibleTextTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : InvisibleTextTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : InvisibleTextTests(WarehouseProvider.SqlServer);

    private const string Mapping = "engagement: {code: \"{id}\", title: \"{title}\", start: {year: \"{year}\"}}\n";

    public static TheoryData<string> Invisible => ["\u200B", "\uFEFF", "\u2060", "\u00AD", "\u200E", "\u200F", "\u061C", "\u202A", "\u202E", "\u2066", "\u2069", "\u180E", "\u0081", "\u009D", "\u200D", "\u200C"];

    [EngineTheory]
    [MemberData(nameof(Invisible))]
    public async Task A_code_with_an_invisible_character_is_the_same_code(string invisible)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var result = await warehouse.ImportAsync($"Code,Title,Start,Type,Domain\nx-1,first,2024,official-call,a-b\nx-1{invisible},,,,a-c\n{invisible}x-1,,,,a{invisible}-d\n");

        Assert.True(result.Taken);
        Assert.Equal(1, result.Added);
        Assert.Equal(["x-1|a-b", "x-1|a-c", "x-1|a-d"], await warehouse.RowsAsync(
            "SELECT f.Code, d.Code AS D FROM FactEngagement f JOIN BridgeEngagementDomain b ON b.EngagementKey = f.EngagementKey JOIN DimDomain d ON d.DomainKey = b.DomainKey ORDER BY 2"));
        Assert.Contains($"3 values contained invisible characters (U+{(int)invisible[0]:X4}), first in row 3, column Code", result.Warnings.Single(w => w.Row == 0).Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Titles_keep_marks_of_direction_and_joiners_in_the_native_layout()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        await warehouse.ImportAsync("Code,Title,Start,Type\na,C++\u200F שיחה \u200B,2024,official-call\nb,क्\u200Dष,2024,official-call\n");

        Assert.Equal(["C++\u200F שיחה", "क्\u200Dष"], await warehouse.RowsAsync("SELECT Title FROM FactEngagement ORDER BY Code"));
    }

    [EngineFact]
    public async Task Control_characters_of_misread_windows_1252_are_restored()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var mapped = await ImportAsync(warehouse, "id,title,year\n4,Visit \u0096 Delhi,2001\n5,The minister\u0092s visit,2001\n6,\u0081Plain,2001\n");
        await warehouse.ImportAsync("Code,Title,Start,Type\nn,Visit \u0096 Delhi,2001,visit\n");

        Assert.True(mapped.Taken);
        Assert.Contains("3 values contained", mapped.Warnings.Single(w => w.Row == 0).Message, StringComparison.Ordinal);
        Assert.Equal(["Visit – Delhi", "The minister’s visit", "Plain", "Visit – Delhi"], await warehouse.RowsAsync("SELECT Title FROM FactEngagement ORDER BY Code"));
    }

    [EngineFact]
    public async Task Other_control_characters_are_still_refused()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var result = await ImportAsync(warehouse, "id,title,year\n4,Visit \u0001 Delhi,2001\n");

        Assert.False(result.Taken);
        Assert.Equal("(U+0001)", result.Refusals.Single().Value);
    }

    [EngineFact]
    public async Task A_mapping_replaces_texts_in_values_and_in_items()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var result = await ImportAsync(
            warehouse, "id,title,year\n1,Visit – to Delhi; Min. of Health|Min. of Trade,2001\n",
            """
            engagement: {code: "{id}", title: {from: "{title}", before: "; ", replace: {"–": "-", "Delhi": "New Delhi"}}}
            domains: [{from: "{title}", split: "|", replace: {"Min.": Ministry, "Visit – to Delhi; ": ""}}]
            """);

        Assert.True(result.Taken);
        Assert.Equal(["Visit - to New Delhi|ministry-of-health", "Visit - to New Delhi|ministry-of-trade"], await warehouse.RowsAsync(
            "SELECT f.Title, d.Code FROM FactEngagement f JOIN BridgeEngagementDomain b ON b.EngagementKey = f.EngagementKey JOIN DimDomain d ON d.DomainKey = b.DomainKey ORDER BY 2"));
    }

    private static async Task<ImportResult> ImportAsync(TestWarehouse warehouse, string rows, string mapping = Mapping)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(rows));
        var request = new ImportRequest(content, "text.csv") { MappingFile = MappingCatalog.Parse("text", mapping) };
        Assert.True((await warehouse.Imports.RunAsync(request)).IsValue(out var result, out var problem), problem?.Message);
        return result;
    }
}
