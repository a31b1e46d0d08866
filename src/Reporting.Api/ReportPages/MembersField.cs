namespace Reporting.Api.ReportPages;

/// <summary>Members of a dimension: several, or one.</summary>
/// <param name="Choices">Those that are chosen first, then others that the caller may see: all of them, or the first that fit.</param>
/// <param name="HasMore">True where there are others; a search finds them.</param>
/// <param name="Find">What is searched for; null for nothing.</param>
/// <param name="Nothing">The value that filters by nothing, where the parameter has a default; else empty.</param>
public sealed record MembersField(
    string Id, string Caption, string Dimension, IReadOnlyList<FormChoice> Choices, bool HasMore, string? Find, bool IsSingle, string Nothing) : FormField(Id, Caption)
{
    public override string Selection => string.Join(", ", Choices.Where(c => c.IsChosen).Select(c => c.Name)) is { Length: > 0 } names ? names : "All";

    /// <summary>A list that one sees at a glance needs no search.</summary>
    public bool IsSearched => HasMore || Find is not null || Choices.Count > 8;
}
