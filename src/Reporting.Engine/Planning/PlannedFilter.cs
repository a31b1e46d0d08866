using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Planning;

/// <summary>A filter with its values resolved to keys (or codes, where a code is the key) or stretches of days.</summary>
public sealed record PlannedFilter(ModelDimension Dimension, FilterMode Mode, IReadOnlyList<object> Keys, IReadOnlyList<DayRange> Ranges)
{
    /// <summary>The values as a reader says them.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public BridgeKind On => Dimension.Attribute.On;
}
