namespace Reporting.Warehouse.Imports.Files;

/// <summary>How the rows of a file are found in it.</summary>
internal sealed record FileShape
{
    public static readonly FileShape Native = new();

    /// <summary>The name of the encoding where the file itself has no byte order mark.</summary>
    public string Encoding { get; init; } = FileEncodings.Utf8;

    public char Delimiter { get; init; } = ',';

    public bool Quotes { get; init; } = true;

    /// <summary>Workbooks only: name or number of the sheet; null is the first.</summary>
    public string? Sheet { get; init; }
}
