namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>The precision at which a cell displays a date; <c>None</c> for a number that is not a date.</summary>
internal enum DateShape
{
    None,
    Day,
    Month,
    Year,
    Time,
    Elapsed,
}
