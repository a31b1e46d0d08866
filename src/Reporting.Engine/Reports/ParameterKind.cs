namespace Reporting.Engine.Reports;

/// <summary>The kind of a parameter's value.</summary>
public enum ParameterKind
{
    /// <summary>The first year of the range.</summary>
    FirstYear,

    /// <summary>The last year of the range.</summary>
    LastYear,

    /// <summary>A period of years: <c>2025</c>, <c>2020..2025</c>, <c>last_5_years</c> …</summary>
    Period,

    /// <summary>One or more codes of members of the dimension.</summary>
    Members,
}
