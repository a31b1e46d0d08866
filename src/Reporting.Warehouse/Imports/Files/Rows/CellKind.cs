namespace Reporting.Warehouse.Imports.Files.Rows;

/// <summary>The kind of a cell. All values of a text file are texts.</summary>
internal enum CellKind
{
    Text,
    Number,
    Date,
}
