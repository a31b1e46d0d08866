using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Planning;

/// <summary>An order by a measure or by a dimension: one of the two is set.</summary>
public sealed record PlannedOrder(ModelMeasure? Measure, ModelDimension? Dimension, bool Descending);
