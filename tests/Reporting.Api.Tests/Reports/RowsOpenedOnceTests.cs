using System.Net;
using System.Text.RegularExpressions;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Demo;

namespace Reporting.Api.Tests.Reports;

/// <summary>The rows behind a report's figures are opened once for a file, to count and to write them.</summary>
public abstract partial class RowsOpenedOnceTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : RowsOpenedOnceTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : RowsOpenedOnceTests(WarehouseProvider.SqlServer);

    private const string Report = "/api/v1/reports/cooperation-by-year-and-domain/";

    [EngineTheory]
    [InlineData("xlsx")]
    [InlineData("xlsx?section=data")]
    [InlineData("csv?section=data")]
    public async Task A_small_file_opens_its_rows_once(string path)
    {
        using var log = new StatementLog();
        await using var app = new ReportingApp { Engine = engine };
        await AssertOpenedOnceAsync(app, log, path);
    }

    [TheoryNeeds(Deep = true)]
    [InlineData("xlsx")]
    public async Task A_large_workbook_that_finds_a_free_slot_opens_its_rows_once(string path)
    {
        await using var warehouse = await TestWarehouse.DemoAsync(new DemoRequest(12_000, 5), engine);
        using var log = new StatementLog();
        await using var app = new ReportingApp { Warehouse = warehouse };
        await AssertOpenedOnceAsync(app, log, path);
    }

    private static async Task AssertOpenedOnceAsync(ReportingApp app, StatementLog log, string path)
    {
        using var client = app.PlainClient();
        using var response = await client.GetAsync(Report + path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync());
        Assert.Single(log.Of(app.Engine, app.Database), text => CountOfRows().IsMatch(text));
    }

    [GeneratedRegex(@"^/\* reporting question \w+ \*/\s+SELECT COUNT(?:_BIG)?\(\*\) FROM BridgeEngagementDomain", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CountOfRows();
}
