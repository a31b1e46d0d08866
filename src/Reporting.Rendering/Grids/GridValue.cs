using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Grids;

/// <summary>A cell that has a format of its own, not its column's: KPIs stand under one another.</summary>
internal sealed record GridValue(object? Value, ValueFormat Format);
