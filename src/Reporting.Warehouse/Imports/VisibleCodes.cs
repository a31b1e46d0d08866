namespace Reporting.Warehouse.Imports;

/// <summary>The codes of one dimension that an importer sees.</summary>
/// <param name="IsShown">False for a dimension that their roles do not show: no question tells them its names, so they may use any code.</param>
public sealed record VisibleCodes(Func<string, bool> Sees, bool IsShown = true)
{
    public static readonly VisibleCodes All = new(_ => true);

    /// <summary>True for a code of which the importer may be told.</summary>
    public bool Tells(string code) => IsShown && Sees(code);
}
