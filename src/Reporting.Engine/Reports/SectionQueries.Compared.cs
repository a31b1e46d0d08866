using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Figures beside those of an edition.</summary>
internal sealed partial class SectionQueries
{
    /// <summary>The figures of a query beside those of the edition that the report is compared with.</summary>
    public async Task<Outcome<ResultTable>> CompareAsync(ReportQuery query) =>
        (await ReadAsync(query, asked => tables.CompareAsync(asked, run.Compared!))).Then<ResultTable>(table =>
        {
            _counting.AddRange(table.Counting.Except(_counting, StringComparer.Ordinal));
            return table;
        });
}
