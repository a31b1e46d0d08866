using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>One measure over rows × columns; <c>Descending</c> orders the rows by their totals, largest first.</summary>
public sealed record MatrixDefinition(string Id, Captions Title, Captions? Note, ModelDimension Rows, ModelDimension Columns, ModelMeasure Measure, bool Descending)
    : SectionDefinition(Id, Title, Note);
