using System.Net;
using System.Text;
using Reporting.Api.Tests.Aggregates;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Generated;

namespace Reporting.Api.Tests.Reports;

/// <summary>Declared measures, variants, groups, bands, calendars, seasons and pairs have equal figures in every format, on paper too.</summary>
public abstract class DeclaredReportsTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : DeclaredReportsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : DeclaredReportsTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task The_page_of_a_report_offers_the_pairs_and_shows_the_chosen_one()
    {
        var root = DeclaredDefinitions.Root();
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(new Random(11)).Rich(), engine, SampleDimensions.Model());
        await using (var app = new ReportingApp { Root = root, Warehouse = warehouse })
        {
            var page = await TextAsync(app, "/reports/declared?pair=FR-IN");
            Assert.Matches("value=\"FR-IN\" checked", page);
            Assert.Contains("value=\"FR-IL\"", page, StringComparison.Ordinal);
            var compared = (await app.JsonAsync("/api/v1/reports/declared/json?pair=FR-IN")).GetProperty("sections").EnumerateArray().Single(s => s.GetProperty("id").GetString() == "compared");
            Assert.All(compared.GetProperty("rows").EnumerateArray(), row => Assert.Contains(row[0].GetString()!, page, StringComparison.Ordinal));
            Assert.Equal("FR-IN", compared.GetProperty("codes")[0].GetString());
        }

        TestFolder.Delete(root);

        static async Task<string> TextAsync(ReportingApp app, string path) => WebUtility.HtmlDecode(Encoding.UTF8.GetString(await app.BytesAsync(path)));
    }

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

        TestFolder.Delete(folder);
        TestFolder.Delete(root);
    }
}
