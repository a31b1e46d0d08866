using Reporting.Engine.Engagements;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

internal sealed partial class SectionQueries
{
    /// <summary>The commitments of the agreements under the filters.</summary>
    public async Task<Outcome<CommitmentPage>> CommitmentsAsync(CommitmentsDefinition definition)
    {
        var query = Query([], [], definition.Where) with { Limit = definition.Rows is null ? Math.Min(definition.Limit ?? int.MaxValue, run.Limits.MaxRows) : ReportQuery.LargestLimit };
        return (await tables.CommitmentsAsync(new CommitmentQuery(query) { WithPairs = definition.Rows?.Attribute.IsCountryPair == true })).Then<CommitmentPage>(page =>
        {
            Track(page.Version, page.Handling);
            return page.Next is null || definition.Rows is null ? page : TooMany(page.Count);
        });
    }
}
