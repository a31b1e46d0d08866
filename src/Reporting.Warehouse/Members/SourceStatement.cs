namespace Reporting.Warehouse.Members;

/// <summary>What a file says about a source, over all rows of one engagement; empty where it says nothing.</summary>
internal sealed class SourceStatement(string code)
{
    public string Code { get; } = code;

    public string Publisher { get; set; } = "";

    public string Title { get; set; } = "";

    public string Url { get; set; } = "";

    /// <summary>ISO date.</summary>
    public string PublishedOn { get; set; } = "";
}
