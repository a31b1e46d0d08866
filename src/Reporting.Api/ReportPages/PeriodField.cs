namespace Reporting.Api.ReportPages;

/// <summary>Years: one of the usual periods, or from one year to another.</summary>
/// <param name="Periods">The usual ones, and single years.</param>
/// <param name="IsRange">True where <paramref name="From"/> and <paramref name="To"/> hold.</param>
public sealed record PeriodField(
    string Id, string Caption, IReadOnlyList<FormChoice> Periods, bool IsRange, IReadOnlyList<FormChoice> From, IReadOnlyList<FormChoice> To) : FormField(Id, Caption)
{
    public override string Selection => IsRange ? $"{Chosen(From)} to {Chosen(To)}" : Chosen(Periods);

    private static string Chosen(IReadOnlyList<FormChoice> choices) => choices.FirstOrDefault(c => c.IsChosen)?.Name ?? string.Empty;
}
