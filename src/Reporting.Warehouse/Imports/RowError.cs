namespace Reporting.Warehouse.Imports;

/// <summary>Why an engagement was not taken: the row (the header is row 1, as a spreadsheet shows it), the column, and what to do about it.</summary>
public sealed record RowError(int Row, string EngagementCode, string Column, string Value, string Reason, string Hint);
