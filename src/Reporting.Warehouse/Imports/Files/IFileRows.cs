namespace Reporting.Warehouse.Imports.Files;

/// <summary>The rows of a file, one at a time: of a text file, or of a sheet of a workbook.</summary>
internal interface IFileRows : IDisposable
{
    /// <summary>Number of the row, blank ones counted: what a spreadsheet shows.</summary>
    int Row { get; }

    int Count { get; }

    string this[int index] { get; }

    CellKind KindOf(int index) => CellKind.Text;

    /// <summary>What a spreadsheet shows beside the number of a cell, such as € or %; usually empty.</summary>
    string UnitOf(int index) => "";

    /// <summary>What somebody should know of how the rows were read; complete when they have been.</summary>
    IReadOnlyList<string> Notes => [];

    /// <summary>True for a cell of a workbook without a value: an error, or a formula that was not calculated.</summary>
    bool IsError(int index) => false;

    /// <summary>True for a value that stands in a cell further up, which is merged over this one.</summary>
    bool IsFilled(int index) => false;

    /// <summary>False at the end of the file. Throws <see cref="ImportFileException"/> when it cannot be read on.</summary>
    ValueTask<bool> ReadAsync(CancellationToken cancellationToken);
}
