using System.Text;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;

namespace Reporting.Warehouse.Tests.Imports;

/// <summary>What the report of an import says in sum.</summary>
public abstract class ImportReportTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : ImportReportTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : ImportReportTests(WarehouseProvider.SqlServer);

    private const string Mapping = """
        engagement: {code: "{id}", title: "{title}", start: {year: "{year}"}}
        domains: [{from: "{field}"}]
        participants: [{from: "{state}", kind: country}]
        where: [{column: status, is_not: planned}]
        """;

    [EngineFact]
    public async Task Equal_errors_and_warnings_are_one_group_each_and_the_most_frequent_come_first()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var result = await ImportAsync(warehouse, "id,title,year,field,state,status\n1,A,2001,x,UKG,\n2,B,2002,x,Indai,\n3,C,2003,x,India,\n4,D,2004,x,Indai,\n5,E,1850,x,India,\n6,F,1850,x,India,\n");

        Assert.Equal(
            ["state Indai 2 (3 5)", "state UKG 1 (2)"], result.RefusalGroups.Select(group => $"{group.Column} {group.Value} {group.Rows} ({string.Join(' ', group.FirstRows)})"));
        Assert.Equal("2 (6 7)", result.WarningGroups.Where(group => group.Message.Contains("1850", StringComparison.Ordinal)).Select(group => $"{group.Rows} ({string.Join(' ', group.FirstRows)})").Single());
    }

    [EngineTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Links_to_unknown_and_rows_left_out_are_counted_apart(bool isPreview)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var result = await ImportAsync(warehouse, "id,title,year,field,state,status\n1,A,2001,x,India,\n2,B,2002,,India,\n3,C,2003,x,,\n4,D,2004,x,India,planned\n5,E,2005,x,India,planned\n", isPreview);

        Assert.Equal((3, 1, 1, 2), (result.DomainLinks, result.UnknownDomainLinks, result.UnknownParticipationLines, result.Ignored));
        var left = Assert.Single(result.LeftOut);
        Assert.Equal(2, left.Rows);
        Assert.Contains("status", left.Why, StringComparison.Ordinal);
    }

    private static async Task<ImportResult> ImportAsync(TestWarehouse warehouse, string csv, bool isPreview = false)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var request = new ImportRequest(content, "report.csv", DryRun: isPreview, MaxRejected: 9) { MappingFile = MappingCatalog.Parse("report", Mapping) };
        return (await warehouse.Imports.RunAsync(request)).IsValue(out var result, out var problem) ? result : throw new InvalidOperationException(problem.Message);
    }
}
