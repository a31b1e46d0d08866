namespace Reporting.Warehouse.Tests.Imports.Workbooks;

/// <param name="Notes">Parts of the notes about how it was read.</param>
/// <param name="Problem">The code of its refusal.</param>
/// <param name="Some">True when other rows are not compared.</param>
internal sealed record WrittenWorkbook(string Name, string File, List<(int Row, List<string> Texts)> Rows, List<string> Notes, string? Problem, bool Some);
