namespace Reporting.Warehouse.Imports.Records;

/// <summary>Why an engagement was refused: the row (the header is row 1, as in a spreadsheet), the column, and what to do.</summary>
public sealed record RowError(int Row, string EngagementCode, string Column, string Value, string Reason, string Hint);

/// <summary>A value that was accepted but should be checked.</summary>
public sealed record ImportWarning(int Row, string Message);
