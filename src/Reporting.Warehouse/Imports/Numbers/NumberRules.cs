using System.Collections.Frozen;

namespace Reporting.Warehouse.Imports.Numbers;

/// <summary>The texts that a mapping allows beside a number. The default allows none, except an amount's own currency sign.</summary>
internal sealed record NumberRules
{
    public static readonly NumberRules Plain = new();

    /// <summary>For weights, which are relative: 75 % is 75.</summary>
    public static readonly NumberRules Weight = new() { Percent = "number" };

    public char Mark { get; init; } = '.';

    public bool Magnitudes { get; init; }

    public bool Approximate { get; init; }

    /// <summary>low, middle or high; null refuses ranges.</summary>
    public string? Ranges { get; init; }

    /// <summary>number (75 % is 75) or fraction (0.75); null refuses it.</summary>
    public string? Percent { get; init; }

    /// <summary>The currency of the column; null when it does not hold money.</summary>
    public string? Currency { get; init; }

    /// <summary>Words that are allowed and change nothing.</summary>
    public IReadOnlySet<string> Units { get; init; } = FrozenSet<string>.Empty;
}
