namespace Reporting.Warehouse.Imports.Files;

/// <summary>What a cell is in its file: all of a text file are texts.</summary>
internal enum CellKind
{
    Text,
    Number,
    Date,
}
