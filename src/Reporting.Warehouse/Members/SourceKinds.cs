namespace Reporting.Warehouse.Members;

/// <summary>Kinds of sources. An official one is of a government or of an organisation that took part (docs/imports.md).</summary>
public static class SourceKinds
{
    public const string Official = "official";

    /// <summary>The words that a file may state.</summary>
    public static readonly IReadOnlyList<string> All = [Official, "media", "research", "other"];
}
