using Reporting.Engine.Languages;

namespace Reporting.Api.ReportPages;

/// <summary>The form of a report with the current selection.</summary>
/// <param name="Languages">Empty if the report has only one language.</param>
/// <param name="Details">Empty if the full report has nothing that the brief one lacks.</param>
public sealed record ReportForm(string Report, Language Language, string Title, string Description, IReadOnlyList<FormField> Fields, IReadOnlyList<FormChoice> Languages, IReadOnlyList<FormChoice> Details)
{
    /// <summary>The filters on other dimensions, with their codes.</summary>
    public IReadOnlyList<(string Dimension, string Caption, string Values)> Chosen { get; init; } = [];

    /// <summary>The fields beside them. One without a choice says "all", which is not so where a filter has the same dimension.</summary>
    public IEnumerable<FormField> FieldsBesideChosen => Fields.Where(one => one is not MembersField members || members.Choices.Any(choice => choice.IsChosen) || Chosen.All(filter => filter.Dimension != members.Dimension));

    /// <summary>Dimensions on which the page can be filtered too.</summary>
    public IReadOnlyList<FormChoice> MoreFilters { get; init; } = [];

    /// <summary>The edition that was saved with the report.</summary>
    public string? SavedCompare { get; init; }

    /// <summary>The edition that the report is compared with.</summary>
    public string? Compared { get; init; }

    /// <summary>Required fields in which nothing is chosen yet.</summary>
    public IEnumerable<FormField> Missing => Fields.Where(f => f is MembersField { IsMissing: true });
}
