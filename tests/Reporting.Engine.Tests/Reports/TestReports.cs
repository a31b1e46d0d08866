using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.TestWarehouses;

namespace Reporting.Engine.Tests.Reports;

/// <summary>Runs reports that a test writes itself, and counts the engagements behind their figures.</summary>
internal static class TestReports
{
    /// <param name="pairs">The parameters, such as <c>years=2015</c>.</param>
    public static ReportRun Read(TestWarehouse warehouse, string sections, IEnumerable<string> pairs)
    {
        var definition = new ReportDefinitionReader(warehouse.Model).Parse("test", sections);
        var parameters = new ReportParameters(new QueryParameters(warehouse.Model), TimeProvider.System);
        Assert.True(parameters.Read(definition, pairs.Select(p => KeyValuePair.Create(p.Split('=')[0], p.Split('=')[1])), new FormatLimits(1_000, 1_000), Caller.Local).IsValue(out var run, out var problem), problem?.Message);
        return run;
    }

    public static async Task<ReportDocument> RunAsync(TestWarehouse warehouse, string sections, params string[] pairs)
    {
        Assert.True((await warehouse.Runners.Reports.RunAsync(Read(warehouse, sections, pairs), Caller.Local, CancellationToken.None)).IsValue(out var document, out var problem), problem?.Message);
        return document;
    }

    /// <summary>The number of engagements behind a figure.</summary>
    public static async Task<long> CountAsync(TestWarehouse warehouse, string address)
    {
        var pairs = address.Split('&').Select(p => KeyValuePair.Create(p.Split('=')[0], Uri.UnescapeDataString(p.Split('=')[1])));
        Assert.True(new QueryParameters(warehouse.Model).Read(pairs, Caller.Local).IsValue(out var query, out var problem), problem?.Message);
        Assert.True((await warehouse.Runners.Engagements.ListAsync(new EngagementQuery(query with { Limit = 1 }, null), Caller.Local, null, CancellationToken.None)).IsValue(out var page, out problem), problem?.Message);
        return page.Count;
    }
}
