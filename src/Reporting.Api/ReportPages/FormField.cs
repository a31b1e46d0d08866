namespace Reporting.Api.ReportPages;

/// <summary>A parameter of a report as people fill it in.</summary>
/// <param name="Id">The parameter's id: its name in addresses.</param>
public abstract record FormField(string Id, string Caption)
{
    /// <summary>What is chosen, in words.</summary>
    public abstract string Selection { get; }
}

/// <summary>Something that can be chosen in a field.</summary>
public sealed record FormChoice(string Value, string Name, bool IsChosen);

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

/// <summary>Years: one of the usual periods, or from one year to another.</summary>
/// <param name="Periods">The usual ones, and single years.</param>
/// <param name="IsRange">True where <paramref name="From"/> and <paramref name="To"/> hold.</param>
public sealed record PeriodField(
    string Id, string Caption, IReadOnlyList<FormChoice> Periods, bool IsRange, IReadOnlyList<FormChoice> From, IReadOnlyList<FormChoice> To) : FormField(Id, Caption)
{
    public override string Selection => IsRange ? $"{Chosen(From)} to {Chosen(To)}" : Chosen(Periods);

    private static string Chosen(IReadOnlyList<FormChoice> choices) => choices.FirstOrDefault(c => c.IsChosen)?.Name ?? string.Empty;
}

/// <summary>The first or the last year of a range.</summary>
public sealed record YearField(string Id, string Caption, IReadOnlyList<FormChoice> Choices) : FormField(Id, Caption)
{
    public override string Selection => Choices.First(c => c.IsChosen).Name;
}
