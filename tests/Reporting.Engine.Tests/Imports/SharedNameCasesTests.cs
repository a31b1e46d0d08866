using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Suggestions;

namespace Reporting.Engine.Tests.Imports;

/// <summary>The small files about names in ../shared/cases/imports are imported correctly or with a warning.</summary>
public abstract class SharedNameCasesTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : SharedNameCasesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : SharedNameCasesTests(WarehouseProvider.SqlServer);

    private const string Folder = "../cases/imports/";

    [DataFact(Folder + "names.csv")]
    public async Task Countries_are_found_in_all_spellings()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        await ImportAsync(warehouse, "names.csv", "names.yml");

        // Korea and Russia (Soviet Union) are ambiguous. The European Union, Somaliland and typing errors are not countries.
        Assert.Equal(
            """
            SUHH SUHH SUHH CSXX YUCS YUCS YUCS CD MM XK XK XK CG unknown KP KR KR KR KP KR KR FM PS PS PS MK MK MK SZ CV CZ CZ CZ CSHH NL NL BA BA GB GB
            US US US US US unknown VNVN VNVN VDVN VDVN VNVN YDYE YEYE YDYE YEYE YEYE DEDE DDDE DDDE DEDE DDDE DEDE DE DDDE KN GW ST GM AE AE TW TW HK MM MM MM CD CD CD CD
            CG unknown DE IT TR TR TR KH KH LK MK MK RO BY TZ ZW ZW BF BF MG IR IR CF DO BO VE VE EG IR YE LA LA SK SK VN BN CI CI CI TL
            TL SZ SZ KG CN CN CN CN CN TW TW GB GB GB GB GB VA VA CV unknown unknown unknown EH ANHH unknown unknown unknown DDDE CSHH YUCS SUHH CSXX RO CD TL ANHH unknown NA NA GW
            KN VC TT AG LY SY TZ GE JO GN NE IE IE IE SD SS WS WS BS BS IN IN IN IL IN DE DE DE US IN IL RU CN
            """.ReplaceLineEndings(" "),
            string.Join(' ', (await warehouse.RowsAsync("SELECT f.ImportRow, b.CountryCode FROM FactEngagement f JOIN BridgeEngagementParticipant b ON b.EngagementKey = f.EngagementKey ORDER BY f.ImportRow")).Select(r => r.Split('|')[1])));
    }

    [DataFact(Folder + "invisible-code.csv")]
    public async Task Codes_that_differ_only_in_invisible_characters_are_equal()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var result = await ImportAsync(warehouse, "invisible-code.csv", null);

        Assert.False(result.Taken);
        Assert.Equal([(3, "Title"), (4, "Title")], result.Refusals.Select(r => (r.Row, r.Column)));
        Assert.Contains(result.Warnings, w => w.Message.Contains("2 values contained invisible characters (U+200B, U+FEFF)", StringComparison.Ordinal));
    }

    [DataFact(Folder + "ctl.csv")]
    public async Task A_control_character_of_another_encoding_causes_no_refusal()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var result = await ImportAsync(warehouse, "ctl.csv", "ctl.yml");

        Assert.Equal((1, 0), (result.Added, result.Rejected));
        Assert.Contains(result.Warnings, w => w.Message.Contains("U+0096", StringComparison.Ordinal));
    }

    [DataFact(Folder + "k2.csv")]
    public async Task A_country_stays_a_country_and_names_of_one_member_are_found()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await ImportAsync(warehouse, "k1.csv", "k1.yml");

        var result = await ImportAsync(warehouse, "k2.csv", "k2.yml");

        Assert.Equal(["participant 'honduras', kind: stays 'country'; the file says 'government-body' (1 earlier engagement)"], result.MemberChanges.Select(c => c.ToString()));
        var groups = result.Duplicates.Select(d => string.Join('+', new[] { d.Code, d.OtherCode }.Order(StringComparer.Ordinal))).ToHashSet(StringComparer.Ordinal);
        Assert.Subset(
            groups,
            new HashSet<string>(StringComparer.Ordinal) { "eu+european-union", "turkey+turkiye", "republic-of-korea+south-korea", "undp+united-nations-development-programme", "united-nations-childrens-fund+united-nations-childrens-fund-unicef" });
        Assert.InRange(groups.Count(g => g.Contains("united-states", StringComparison.Ordinal)), 2, 3);
    }

    [DataFact(Folder + "cat2.yml")]
    public async Task A_shipped_name_of_a_category_stays()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync("Code,Title,Start,Type,Category,CategoryName\na,A,2020,mou,agreement,Agreement\n");

        await ImportAsync(warehouse, "cat.csv", "cat2.yml");

        Assert.Equal(["Agreement"], await warehouse.RowsAsync("SELECT DISTINCT CategoryName FROM DimEngagementType WHERE CategoryCode = 'agreement'"));
    }

    [DataFact(Folder + "na.csv")]
    public async Task Namibia_is_suggested_as_a_country()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await using var content = File.OpenRead(DataFactAttribute.PathOf(Folder + "na.csv"));
        var yaml = (await MappingSuggestion.WriteAsync(content, "na.csv")).Value!;

        await ImportAsync(warehouse, "na.csv", null, yaml);

        Assert.Equal(["IL", "IN", "NA"], await warehouse.RowsAsync("SELECT CountryCode FROM BridgeEngagementParticipant ORDER BY CountryCode"));
    }

    [DataFact(Folder + "na.yml")]
    public async Task A_mapping_that_loses_Namibia_is_warned_of()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var result = await ImportAsync(warehouse, "na.csv", "na.yml");

        Assert.Contains(result.Warnings, w => w.Message.Contains("1 value of 'partner_iso2' looks like a country code", StringComparison.Ordinal));
    }

    private static async Task<ImportResult> ImportAsync(TestWarehouse warehouse, string file, string? mapping, string? yaml = null)
    {
        await using var content = File.OpenRead(DataFactAttribute.PathOf(Folder + file));
        yaml ??= mapping is null ? null : await File.ReadAllTextAsync(DataFactAttribute.PathOf(Folder + mapping));
        var request = new ImportRequest(content, file) { MappingFile = yaml is null ? null : MappingCatalog.Parse(mapping is null ? "suggested" : Path.GetFileNameWithoutExtension(mapping), yaml) };
        Assert.True((await warehouse.Imports.RunAsync(request)).IsValue(out var result, out var problem), problem?.Message);
        return result;
    }
}
