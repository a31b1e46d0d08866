using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>Several measures of each member, with the total of each at its own grain.</summary>
/// <param name="Order">Null for the order of time or code.</param>
/// <param name="Top">Only so many rows, and one more for the others; null for all.</param>
public sealed record TableDefinition(
    string Id, Captions Title, Captions? Note, ModelDimension Rows, IReadOnlyList<ModelMeasure> Measures, QueryOrder? Order, int? Top)
    : SectionDefinition(Id, Title, Note);
