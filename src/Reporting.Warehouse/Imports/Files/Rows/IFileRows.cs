namespace Reporting.Warehouse.Imports.Files.Rows;

/// <summary>The rows of a text file or of a sheet, one at a time.</summary>
internal interface IFileRows : IDisposable
{
    /// <summary>The row number as in a spreadsheet; blank rows count.</summary>
    int Row { get; }

    int Count { get; }

    string this[int index] { get; }

    CellKind KindOf(int index) => CellKind.Text;

    /// <summary>The text that a spreadsheet displays beside a number, such as € or %; usually empty.</summary>
    string UnitOf(int index) => "";

    /// <summary>Notes for the importer about how the rows were read. Complete at the end of the file.</summary>
    IReadOnlyList<string> Notes => [];

    /// <summary>True for a cell without a value: an error, or a formula that was not calculated.</summary>
    bool IsError(int index) => false;

    /// <summary>True for a value of a merged cell that starts in a row above.</summary>
    bool IsFilled(int index) => false;

    /// <summary>The sheets of the workbook, without chart sheets; empty for a text file.</summary>
    IReadOnlyList<WorkbookSheet> Sheets => [];

    /// <summary>False at the end of the file. Throws <see cref="ImportFileException"/> when it cannot be read further.</summary>
    ValueTask<bool> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>The kind of a cell. All values of a text file are texts.</summary>
internal enum CellKind
{
    Text,
    Number,
    Date,
}

/// <summary>A sheet of a workbook.</summary>
/// <param name="Part">Null for a sheet without cells, such as a chart.</param>
internal sealed record WorkbookSheet(string Name, bool IsHidden, string? Part);
