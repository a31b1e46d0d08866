using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Counting;

/// <summary>Test data as visible to a caller: without the engagements that their scope hides.</summary>
public static class VisibleData
{
    public static TestData Of(RowScope scope, TestData data) => new([.. data.Engagements.Where(e => OracleFilters.IsVisible(scope, e))]) { Whole = data };
}
