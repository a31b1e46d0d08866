namespace Reporting.Warehouse.Tests.Imports.Workbooks;

/// <param name="Notes">Parts of what is said of how it was read.</param>
/// <param name="Problem">The code with which it is refused.</param>
/// <param name="Some">True where other rows are not looked at.</param>
internal sealed record WrittenWorkbook(string Name, string File, List<(int Row, List<string> Texts)> Rows, List<string> Notes, string? Problem, bool Some);
