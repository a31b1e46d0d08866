using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Reports;

/// <summary>One tile: a measure, by its own name or another, perhaps of some members only.</summary>
public sealed record KpiMeasure(ModelMeasure Measure, Captions Caption, Captions? Note, IReadOnlyList<QueryFilter> Where);
