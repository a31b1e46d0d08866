using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Planning;

/// <summary>Empty periods are kept from the first to the last day given, or from and to where the data begin and end.</summary>
public sealed record PlannedFill(ModelDimension Dimension, DateOnly? First, DateOnly? Last);
