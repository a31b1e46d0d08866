namespace Reporting.Api.Pages.Languages;

/// <summary>Texts about editions.</summary>
public sealed partial record EditionCaptions
{
    public required string Title { get; init; }

    public required string About { get; init; }

    public required string Banner { get; init; }

    public required string ShowToday { get; init; }

    public required string Id { get; init; }

    public required string IdHelp { get; init; }

    public required string State { get; init; }

    public required string Preliminary { get; init; }

    public required string Final { get; init; }

    public required string Withdrawn { get; init; }

    public required string Note { get; init; }

    public required string NoteHelp { get; init; }

    public required string Publish { get; init; }

    public required string PublishAbout { get; init; }

    public required string Published { get; init; }

    public required string Maker { get; init; }

    public required string Size { get; init; }

    public required string Kept { get; init; }

    public required string None { get; init; }

    public required string MakeRelease { get; init; }

    public required string ReleaseOf { get; init; }

    public required string Withdraw { get; init; }

    public required string WithdrawMeans { get; init; }

    public required string Delete { get; init; }

    public required string DeleteMeans { get; init; }
}
