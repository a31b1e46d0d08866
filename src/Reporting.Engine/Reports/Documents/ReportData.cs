namespace Reporting.Engine.Reports.Documents;

/// <summary>The rows behind a report's figures: one per engagement × domain, for those who pivot on their own.</summary>
/// <param name="Count">How many rows there are.</param>
/// <param name="Rows">Read once. Each in the order of the columns that the workbook's <c>Data</c> sheet defines.</param>
/// <param name="Allocated">Allocated engagements by domain and year, as the database sums them: what a pivot over the rows shows.</param>
public sealed record ReportData(long Count, IAsyncEnumerable<object?[]> Rows, MatrixSection Allocated);
