using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Adds the figures that the rows behind the report add up to.</summary>
internal sealed class DataSectionBuilder(SemanticModel model, SectionQueries queries)
{
    public async Task<Outcome<ReportData>> BuildAsync(DataRows rows, CancellationToken cancellationToken)
    {
        queries.Versions.Add(rows.Version);
        var (domain, year) = (model.Dimension("domain").Value!, model.Dimension("year").Value!);
        var allocated = new MatrixDefinition(
            "pivot", LocalizedText.None, null, domain, year, model.Measure(MeasureKind.AllocatedEngagements), Descending: false, Top: null);
        return (await new MatrixSectionBuilder(queries).BuildAsync(allocated)).Then<ReportData>(matrix =>
            new ReportData(rows.Count, rows.ReadAsync(cancellationToken), (MatrixSection)matrix));
    }
}
