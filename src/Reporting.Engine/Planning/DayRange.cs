using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Planning;

/// <summary>A stretch of days, inclusive, as DimDate keys them (yyyymmdd).</summary>
public readonly record struct DayRange(int First, int Last)
{
    public const int Earliest = 0001_01_01;
    public const int Latest = 9999_12_31;

    /// <summary>True where it begins and ends with a year.</summary>
    public bool IsWholeYears => First % 10000 == 101 && Last % 10000 == 1231;
}
