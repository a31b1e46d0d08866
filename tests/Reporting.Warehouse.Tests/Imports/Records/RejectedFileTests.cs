using System.Text;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;

namespace Reporting.Warehouse.Tests.Imports.Records;

public abstract class RejectedFileTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : RejectedFileTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : RejectedFileTests(WarehouseProvider.SqlServer);

    private const string Semicolons = """
        file: {delimiter: semicolon, encoding: windows-1252, header_row: 2, skip_last: 1}
        engagement:
          code: "{id}"
          title: "{title}"
          start: {from: "{date}", formats: [d/M/yyyy]}
          type: Visit
        """;

    [EngineFact]
    public async Task Corrected_refused_rows_are_imported_with_the_same_mapping()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var mapping = MappingCatalog.Parse("case", Semicolons);
        var encoding = Encoding.GetEncoding(1252);

        var (first, rejected) = await ImportAsync(warehouse, encoding.GetBytes("Preamble;;\nid;title;date\n1;\"Café \"\"Ö\"\"\";1/2/2020\n2;=1+1;31/2/2020\n3;\"two; parts\";x\nFooter;;\n"), mapping);
        Assert.Equal((1, 2), (first.Added, first.Rejected));
        var text = encoding.GetString(rejected);
        Assert.Equal(["Preamble;;", "id;title;date;RefusedColumn;RefusedBecause"], text.Split(Environment.NewLine)[..2]);
        Assert.StartsWith("2;'=1+1;31/2/2020;date;It is not a date", text.Split(Environment.NewLine)[2], StringComparison.Ordinal);

        var (second, rest) = await ImportAsync(warehouse, encoding.GetBytes(text.Replace("31/2/2020", "28/2/2020", StringComparison.Ordinal).Replace(";x;", ";5/6/2021;", StringComparison.Ordinal)), mapping);

        Assert.Equal((2, 0), (second.Added, second.Rejected));
        Assert.Empty(rest);
        Assert.Equal(["1|Café \"Ö\"|20200201", "2|=1+1|20200228", "3|two; parts|20210605"], await warehouse.RowsAsync("SELECT Code, Title, StartDateKey FROM FactEngagement ORDER BY Code"));
    }

    [EngineFact]
    public async Task The_native_layout_returns_all_rows_of_a_refused_engagement()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var (_, rejected) = await ImportAsync(warehouse, "Code,Title,Start,Type,Domain\ne1,T,2020,visit,a\ne2,\"a, b\",2020-13,visit,a\ne2,,,,b\n"u8.ToArray(), null);
        var text = Encoding.UTF8.GetString(rejected).TrimStart('\uFEFF');
        Assert.Equal(3, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        var (again, rest) = await ImportAsync(warehouse, Encoding.UTF8.GetBytes(text), null);
        Assert.Equal((0, 1), (again.Added, again.Rejected));
        Assert.Equal(rejected, rest);

        Assert.Equal(1, (await ImportAsync(warehouse, Encoding.UTF8.GetBytes(text.Replace("2020-13", "2020-12", StringComparison.Ordinal)), null)).Result.Added);
        Assert.Equal(["a", "b"], await warehouse.RowsAsync("SELECT d.Code FROM BridgeEngagementDomain b JOIN DimDomain d ON d.DomainKey = b.DomainKey JOIN FactEngagement f ON f.EngagementKey = b.EngagementKey WHERE f.Code = 'e2' ORDER BY 1"));
    }

    private static async Task<(ImportResult Result, byte[] Rejected)> ImportAsync(TestWarehouse warehouse, byte[] bytes, Mapping? mapping)
    {
        using var content = new MemoryStream(bytes);
        using var rejected = new MemoryStream();
        var result = (await warehouse.Imports.RunAsync(new ImportRequest(content, "case.csv", MaxRejected: 9) { MappingFile = mapping, Rejected = rejected })).Value!;
        return (result, rejected.ToArray());
    }
}
