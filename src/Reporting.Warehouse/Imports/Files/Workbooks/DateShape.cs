namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>How exactly a cell shows the date that its number is; <c>None</c> for a number that is none.</summary>
internal enum DateShape
{
    None,
    Day,
    Month,
    Year,
    Time,
    Elapsed,
}
