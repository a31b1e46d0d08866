using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Engine.Sql.Aggregates;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Data;

namespace Reporting.Engine.Tests.Sql;

public sealed class SqlCompilerTests
{
    // SQL Server refuses a duplicate column in ORDER BY (error 169), which its parser does not detect.
    [Fact]
    public async Task No_column_is_ordered_by_twice()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(TestData.Empty);
        var outcome = await warehouse.PlanAsync(new ReportQuery
        {
            Measures = ["engagements", "engagement_share"],
            By = ["year", "domain"],
            Order = [new("engagement_share", true), new("engagements", false), new("year", true), new("year", false)],
        });
        Assert.True(outcome.IsValue(out var plan, out var problem), problem?.Message);
        var text = new SqlCompiler(new SqlServerDialect()).Compile(plan).Rows.Text;
        var columns = text[(text.LastIndexOf("ORDER BY ", StringComparison.Ordinal) + 9)..].Split('\n')[0].Split(", ").Select(c => c.Replace(" DESC", "", StringComparison.Ordinal));
        Assert.Equal(["CASE WHEN c.Engagements IS NULL THEN 1 ELSE 0 END", "c.Engagements", "c.k0", "n1.Code"], columns);
    }
}
