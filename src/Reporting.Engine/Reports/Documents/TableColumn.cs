namespace Reporting.Engine.Reports.Documents;

/// <summary>A column of a table: <c>Text</c> columns hold strings.</summary>
public sealed record TableColumn(string Id, string Caption, ValueFormat Format);
