using Reporting.Api.Tests.Aggregates;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Generated;
using Reporting.Warehouse.Connections;

namespace Reporting.Api.Tests.Reports;

/// <summary>Declared measures, variants, groups, bands, calendars, seasons and pairs have equal figures in every format, on paper too.</summary>
public abstract class DeclaredReportsTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : DeclaredReportsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : DeclaredReportsTests(WarehouseProvider.SqlServer);

    [TheoryNeeds("chromium", "pdftotext", "python3", "qpdf")]
    [InlineData("declared?lang=en", true)]
    [InlineData("declared?lang=he&pair=FR-IN", false)]
    [InlineData("country-pairs?lang=hi&years=2022..2023", false)]
    public async Task A_report_of_what_the_model_declares_has_equal_figures_in_every_format(string question, bool paper)
    {
        var root = DeclaredDefinitions.Root();
        var folder = Directory.CreateTempSubdirectory("reporting-declared-").FullName;
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(11)).Rich(), engine, SampleDimensions.Model());
        await using (var app = new ReportingApp { Root = root, Warehouse = warehouse })
        {
            await ReportFiles.CheckAsync(app, question, folder, paper);
        }

        Directory.Delete(folder, recursive: true);
        Directory.Delete(root, recursive: true);
    }
}
