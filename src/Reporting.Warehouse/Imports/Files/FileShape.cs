using Reporting.Warehouse.Imports.Files.Rows;

namespace Reporting.Warehouse.Imports.Files;

/// <summary>The layout of a file: encoding, delimiter and sheet.</summary>
internal sealed record FileShape
{
    public static readonly FileShape Native = new();

    /// <summary>The encoding of a file without a byte order mark.</summary>
    public string Encoding { get; init; } = FileEncodings.Utf8;

    public char Delimiter { get; init; } = ',';

    public bool Quotes { get; init; } = true;

    /// <summary>Workbooks only: the name or number of the sheet; null for the first.</summary>
    public string? Sheet { get; init; }
}
