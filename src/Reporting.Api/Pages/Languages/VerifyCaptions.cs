namespace Reporting.Api.Pages.Languages;

/// <summary>Texts about the verification of files.</summary>
public sealed partial record VerifyCaptions
{
    public required string Title { get; init; }

    public required string Lead { get; init; }

    public required string Hash { get; init; }

    public required string Check { get; init; }

    public required string Unknown { get; init; }

    public required string Current { get; init; }

    public required string SameData { get; init; }

    public required string Same { get; init; }

    public required string Changed { get; init; }

    public required string ChangedOne { get; init; }

    public required string SameEngagements { get; init; }

    public required string ChangedEngagements { get; init; }

    public required string ChangedEngagement { get; init; }

    public required string OtherTexts { get; init; }

    public required string OtherDefinitions { get; init; }

    public required string Older { get; init; }

    public required string NotCompared { get; init; }

    public required string FinalEdition { get; init; }

    public required string PreliminaryEdition { get; init; }

    public required string Followed { get; init; }

    public required string WithdrawnEdition { get; init; }

    public required string DeletedEdition { get; init; }

    public required string UnknownEdition { get; init; }

    public required string SameToday { get; init; }

    public required string DifferToday { get; init; }

    public required string DiffersToday { get; init; }

    public required string SomeDiffer { get; init; }

    public required string Differences { get; init; }

    public required string More { get; init; }

    public required string Where { get; init; }

    public required string Old { get; init; }

    public required string New { get; init; }

    public required string Kind { get; init; }

    public required string KindChanged { get; init; }

    public required string KindAdded { get; init; }

    public required string KindRemoved { get; init; }
}
