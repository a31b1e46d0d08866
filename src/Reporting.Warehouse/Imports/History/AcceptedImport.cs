namespace Reporting.Warehouse.Imports.History;

/// <summary>An import as the star remembers it, by whichever door it came.</summary>
/// <param name="Key">The data version that it made.</param>
public sealed record AcceptedImport(int Key, string Mapping, string FileName, string FileHash, DateTimeOffset At, int Rows, int Added, int Changed, int Unchanged, int Retired, bool IsReplacement)
{
    /// <summary>Set where this version is the one before without that import.</summary>
    public int? Undoes { get; init; }

    /// <summary>The version that undid it.</summary>
    public int? UndoneBy { get; init; }
}
