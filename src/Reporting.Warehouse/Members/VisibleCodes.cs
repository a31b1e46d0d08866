namespace Reporting.Warehouse.Members;

/// <summary>The codes of one dimension that an importer may see.</summary>
/// <param name="IsShown">False when the importer's roles hide the whole dimension. No query then returns its names, so any code may be used.</param>
public sealed record VisibleCodes(Func<string, bool> Sees, bool IsShown = true)
{
    public static readonly VisibleCodes All = new(_ => true);

    /// <summary>True when messages may mention the code.</summary>
    public bool Tells(string code) => IsShown && Sees(code);
}
