using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Puts what the rows behind the figures add up to beside them.</summary>
internal sealed class DataSectionBuilder(SemanticModel model, SectionQueries questions)
{
    public async Task<Outcome<ReportData>> FillAsync(DataRows rows, CancellationToken cancellationToken)
    {
        questions.Versions.Add(rows.Version);
        var (domain, year) = (model.Dimension("domain").Value!, model.Dimension("year").Value!);
        var allocated = new MatrixDefinition(
            "pivot", LocalizedText.None, null, domain, year, model.Measure(MeasureKind.AllocatedEngagements), Descending: false, Top: null);
        return (await new MatrixSectionBuilder(questions).FillAsync(allocated)).Then<ReportData>(matrix =>
            new ReportData(rows.Count, rows.ReadAsync(cancellationToken), (MatrixSection)matrix));
    }
}
