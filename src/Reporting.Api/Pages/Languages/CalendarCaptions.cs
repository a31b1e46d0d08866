namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of the calendar.</summary>
public sealed partial record CalendarCaptions
{
    public required string Title { get; init; }

    public required string Name { get; init; }

    public required string Today { get; init; }

    public required string Month { get; init; }

    public required string Show { get; init; }

    public required string Nothing { get; init; }

    public required string OnlyYear { get; init; }

    public required string OnlyMonth { get; init; }

    public required string NotAll { get; init; }

    public required string Engagement { get; init; }

    public required string Status { get; init; }

    public required string Held { get; init; }

    public required string Place { get; init; }

    public required string Date { get; init; }

    public required string InOther { get; init; }

    public required string InOtherHelp { get; init; }

    public required string Download { get; init; }

    public required string MakeAddress { get; init; }

    public required string Made { get; init; }
}
