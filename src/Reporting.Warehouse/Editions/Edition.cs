namespace Reporting.Warehouse.Editions;

/// <summary>Data and definitions frozen under a name. The data are a database of their own, and the definitions are files beside it.</summary>
public sealed record Edition
{
    /// <summary>Lower-case words and numbers joined by hyphens. An id is never used again.</summary>
    public required string Id { get; init; }

    /// <summary>The state in which the edition was published. <see cref="State"/> also says whether it was withdrawn.</summary>
    public required bool IsFinal { get; init; }

    public required string Note { get; init; }

    /// <summary>The name of the caller who published it.</summary>
    public required string Maker { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required long DataVersion { get; init; }

    /// <summary>The time of the last import in it; null for data without an import.</summary>
    public DateTimeOffset? DataAsOf { get; init; }

    public required long Engagements { get; init; }

    /// <summary>Bytes on disk; 0 where a server holds the database.</summary>
    public required long Bytes { get; init; }

    /// <summary>The tables with their rows and checksums.</summary>
    public required IReadOnlyList<EditionTable> Tables { get; init; }

    /// <summary>SHA-256 of each shipped report with its default parameters, by the report's id.</summary>
    public required IReadOnlyDictionary<string, string> Reports { get; init; }

    public EditionChange? Withdrawn { get; init; }

    public EditionChange? Deleted { get; init; }

    /// <summary>True for an earlier data version that was rebuilt (<see cref="VersionEdition"/>).</summary>
    public bool IsRebuilt { get; init; }

    public EditionState State => IsRebuilt ? EditionState.Rebuilt : Deleted is not null ? EditionState.Deleted : Withdrawn is not null ? EditionState.Withdrawn : IsFinal ? EditionState.Final : EditionState.Preliminary;
}

/// <summary>A table of an edition when it was published.</summary>
/// <param name="Checksum">A sum over all values as the engine stores them (docs/decisions/0015), hexadecimal.</param>
public sealed record EditionTable(string Name, long Rows, string Checksum);

/// <summary>Who withdrew or deleted an edition, when and why.</summary>
public sealed record EditionChange(DateTimeOffset At, string By, string Note);

/// <summary>The state of an edition.</summary>
public enum EditionState
{
    /// <summary>Its figures stay, and a final edition may follow.</summary>
    Preliminary,

    /// <summary>To be cited.</summary>
    Final,

    /// <summary>Only administrators may read it. Its note says why.</summary>
    Withdrawn,

    /// <summary>Its data are gone. Its line stays, so that the id is never used again.</summary>
    Deleted,

    /// <summary>An earlier data version, rebuilt from what later imports replaced. Nothing was published.</summary>
    Rebuilt,
}
