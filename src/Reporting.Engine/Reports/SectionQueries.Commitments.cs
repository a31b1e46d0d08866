using Reporting.Engine.Engagements;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

internal sealed partial class SectionQueries
{
    /// <summary>Missing data of the engagements under the filters.</summary>
    public async Task<Outcome<Completeness>> CompletenessAsync(CompletenessDefinition definition) =>
        (await tables.CompletenessAsync(Query([], [], definition.Where))).Then<Completeness>(found =>
        {
            Track(found.Version, found.Handling);
            return found.Completeness;
        });

    /// <summary>The commitments that a section shows or counts.</summary>
    public async Task<Outcome<CommitmentPage>> CommitmentsAsync(CommitmentsDefinition definition) => (await CommitmentsAsync(definition.Where)).Then<CommitmentPage>(page =>
        definition.Rows is null ? page.First(Math.Min(definition.Limit ?? int.MaxValue, run.Limits.MaxRows)) : page.Next is null ? page : TooMany(page.Count));

    /// <summary>The commitments of the agreements under the filters. All sections of a report use the same query, so the commitments are read once.</summary>
    public async Task<Outcome<CommitmentPage>> CommitmentsAsync(IReadOnlyList<QueryFilter> where)
    {
        var withPairs = run.Sections.OfType<CommitmentsDefinition>().Any(section => section.Rows?.Attribute.IsCountryPair == true);
        var query = new CommitmentQuery(Query([], [], where) with { Limit = ReportQuery.LargestLimit }) { WithPairs = withPairs };
        return (await tables.CommitmentsAsync(query)).Then<CommitmentPage>(page =>
        {
            Track(page.Version, page.Handling);
            return page;
        });
    }
}
