namespace Reporting.Engine.Model;

/// <summary>The kind of a value, which decides its format and its .NET type.</summary>
public enum ValueFormat
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A whole number (<see cref="long"/>).</summary>
    Count,

    /// <summary>A number with decimals (<see cref="double"/>): allocated engagements.</summary>
    Fraction,

    /// <summary>A ratio (<see cref="double"/>; 0.25 is 25 %).</summary>
    Percent,

    /// <summary>US dollars (<see cref="decimal"/>).</summary>
    Money,

    /// <summary>A date at its own precision (<see cref="Warehouse.Dates.PartialDate"/>).</summary>
    Date,
}
