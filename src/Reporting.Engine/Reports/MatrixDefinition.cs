using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>One measure over rows × columns.</summary>
/// <param name="Descending">Orders the rows by their totals, largest first.</param>
/// <param name="Top">Only so many rows, and one more for the others; null for all.</param>
public sealed record MatrixDefinition(
    string Id, Captions Title, Captions? Note, ModelDimension Rows, ModelDimension Columns, ModelMeasure Measure, bool Descending, int? Top)
    : SectionDefinition(Id, Title, Note);
