namespace Reporting.Warehouse.Imports.Staging;

/// <summary>What a merge does to the star. Links are those of the engagements added and changed.</summary>
internal sealed class MergeCounts
{
    public int Added { get; init; }

    public int Changed { get; init; }

    public int Unchanged { get; init; }

    public int DomainLinks { get; init; }

    public int Lines { get; init; }

    public int SourceLinks { get; init; }

    /// <summary>Of these, those to "not stated".</summary>
    public int UnknownDomainLinks { get; init; }

    public int UnknownLines { get; init; }

    public int UnknownSourceLinks { get; init; }

    /// <summary>Changed and retired.</summary>
    public int Leaving { get; init; }

    public int Retired => Leaving - Changed;
}
