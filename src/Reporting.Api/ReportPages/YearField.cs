namespace Reporting.Api.ReportPages;

/// <summary>The first or the last year of a range.</summary>
public sealed record YearField(string Id, string Caption, IReadOnlyList<FormChoice> Choices) : FormField(Id, Caption)
{
    public override string Selection => Choices.First(c => c.IsChosen).Name;
}
