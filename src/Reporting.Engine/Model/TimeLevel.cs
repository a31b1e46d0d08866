namespace Reporting.Engine.Model;

/// <summary>A level of the date hierarchy. Its keys are those of DimDate.</summary>
public enum TimeLevel
{
    Year,
    Quarter,
    Month,
    Date,
    FiscalYear,
}
