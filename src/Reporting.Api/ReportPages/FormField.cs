using Reporting.Api.Pages.Languages;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.ReportPages;

/// <summary>A form field for a report parameter.</summary>
/// <param name="Id">The parameter's id, which is its name in addresses.</param>
public abstract record FormField(string Id, string Caption)
{
    /// <summary>The selection as text.</summary>
    public abstract string Selection { get; }

    /// <summary>True if a click in the report filters by the field's dimension too.</summary>
    public bool IsFilteredAbove { get; init; }

    /// <summary>The error of the selection; null if it is valid.</summary>
    public Problem? Problem { get; init; }
}

/// <summary>An option of a field.</summary>
/// <param name="Count">The engagements with it under the other filters; null where they are not counted.</param>
public sealed record FormChoice(string Value, string Name, bool IsChosen, string? Count = null);

/// <summary>Choices below a member of the level above.</summary>
/// <param name="Name">Null for choices without one.</param>
/// <param name="Href">The page with all choices of the group, or without them if all are chosen; null if some of them are not listed.</param>
public sealed record FormGroup(string? Name, string? Href, IReadOnlyList<FormChoice> Choices)
{
    public int Chosen => Choices.Count(c => c.IsChosen);

    public bool IsWhole => Chosen == Choices.Count;
}

/// <summary>A field that selects one or several members of a dimension.</summary>
/// <param name="Choices">Selected members first, then others that the caller may see, up to a limit.</param>
/// <param name="HasMore">True if there are more members, which a search finds.</param>
/// <param name="Find">The search text; null for none.</param>
/// <param name="Nothing">The value for no filter if the parameter has a default; otherwise empty.</param>
/// <param name="IsRequired">True if the report is refused without a member.</param>
/// <param name="NoneText">The text of the field without a member.</param>
public sealed record MembersField(
    string Id, string Caption, string Dimension, IReadOnlyList<FormChoice> Choices, bool HasMore, string? Find, bool IsSingle, string Nothing, bool IsRequired, string NoneText) : FormField(Id, Caption)
{
    /// <summary>The choices below the members of the level above, such as domains below their groups; empty for one flat list.</summary>
    public IReadOnlyList<FormGroup> Groups { get; init; } = [];

    /// <summary>The codes that another field took, by commas.</summary>
    public string Taken { get; init; } = string.Empty;

    /// <summary>True for a field that the reader just added.</summary>
    public bool IsOpened { get; init; }

    public override string Selection => string.Join(", ", Choices.Where(c => c.IsChosen).Select(c => c.Name)) is { Length: > 0 } names ? names : NoneText;

    /// <summary>True if a member must still be chosen.</summary>
    public bool IsMissing => IsRequired && Choices.All(c => !c.IsChosen);

    /// <summary>Short lists need no search.</summary>
    public bool IsSearched => HasMore || Find is not null || Choices.Count > 8;
}

/// <summary>A field that selects a predefined period or a range of years.</summary>
/// <param name="Periods">The predefined periods, and single years.</param>
/// <param name="IsRange">True if <paramref name="From"/> and <paramref name="To"/> apply.</param>
/// <param name="RangeText">"{0} to {1}" in the language of the form.</param>
/// <param name="Newest">Says that this year has no data yet; null if it has.</param>
public sealed record PeriodField(
    string Id, string Caption, IReadOnlyList<FormChoice> Periods, bool IsRange, IReadOnlyList<FormChoice> From, IReadOnlyList<FormChoice> To, string RangeText, string? Newest) : FormField(Id, Caption)
{
    public override string Selection => IsRange ? PageCaptions.Format(RangeText, Chosen(From), Chosen(To)) : Chosen(Periods);

    private static string Chosen(IReadOnlyList<FormChoice> choices) => choices.FirstOrDefault(c => c.IsChosen)?.Name ?? string.Empty;
}

/// <summary>A field that selects the first or last year of a range.</summary>
public sealed record YearField(string Id, string Caption, IReadOnlyList<FormChoice> Choices) : FormField(Id, Caption)
{
    public override string Selection => Choices.First(c => c.IsChosen).Name;
}
