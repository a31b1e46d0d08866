namespace Reporting.Warehouse.Imports.Merging;

/// <summary>The effect of a merge on the star. Links are counted for added and changed engagements.</summary>
internal sealed class MergeCounts
{
    public int Added { get; init; }

    public int Changed { get; init; }

    public int Unchanged { get; init; }

    public int DomainLinks { get; init; }

    public int Lines { get; init; }

    public int SourceLinks { get; init; }

    /// <summary>The domain links to "not stated".</summary>
    public int UnknownDomainLinks { get; init; }

    public int UnknownLines { get; init; }

    public int UnknownSourceLinks { get; init; }

    /// <summary>Changed and retired engagements.</summary>
    public int Leaving { get; init; }

    public int Retired => Leaving - Changed;
}
