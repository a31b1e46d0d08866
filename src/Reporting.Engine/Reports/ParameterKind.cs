namespace Reporting.Engine.Reports;

/// <summary>What a parameter takes.</summary>
public enum ParameterKind
{
    /// <summary>The first year of the range.</summary>
    FirstYear,

    /// <summary>The last year of the range.</summary>
    LastYear,

    /// <summary>Years: <c>2025</c>, <c>2020..2025</c>, <c>last_5_years</c> …</summary>
    Period,

    /// <summary>Codes of members of the dimension, several allowed.</summary>
    Members,
}
