using System.Collections.Frozen;

namespace Reporting.Warehouse.Imports.Mappings.Numbers;

/// <summary>What a mapping lets stand beside a number; by itself nothing but, for amounts, the sign of their own currency.</summary>
internal sealed record NumberRules
{
    public static readonly NumberRules Plain = new();

    /// <summary>Weights are relative: 75 % is 75.</summary>
    public static readonly NumberRules Weight = new() { Percent = "number" };

    public char Mark { get; init; } = '.';

    public bool Magnitudes { get; init; }

    public bool Approximate { get; init; }

    /// <summary>low, middle or high; null refuses ranges.</summary>
    public string? Ranges { get; init; }

    /// <summary>number (75 % is 75) or fraction (0.75); null refuses it.</summary>
    public string? Percent { get; init; }

    /// <summary>Of the column; null where no currency makes sense.</summary>
    public string? Currency { get; init; }

    /// <summary>Words that may stand there and change nothing.</summary>
    public IReadOnlySet<string> Units { get; init; } = FrozenSet<string>.Empty;

    public static NumberRules Of(MappingKeys.ValueKeys keys) => new()
    {
        Mark = keys.DecimalMark == "," ? ',' : '.', Magnitudes = keys.Magnitudes == true, Approximate = keys.Approximate == true, Ranges = keys.Ranges, Percent = keys.Percent,
        Units = (keys.Units ?? []).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
    };
}
