namespace Reporting.Rendering.Excel.Sheets;

/// <summary>
/// The columns of the <c>Data</c> sheet. A row is an engagement and one of its domains with its weight, so weights add up to engagements over every
/// column. Columns describe only the engagement or the domain: values of other links would be counted once for each domain.
/// </summary>
public static class DataColumns
{
    public const int Engagement = 0;
    public const int StartLabel = 3;
    public const int Year = 4;
    public const int DomainCode = 6;
    public const int Domain = 7;
    public const int Weight = 8;

    public static readonly IReadOnlyList<DataColumn> All =
    [
        new("Engagement", DataKind.Text, "@", 30, c => c.Engagement),
        new("Title", DataKind.Text, "@", 38, c => c.Title),
        new("Start", DataKind.Date, "yyyy-mm-dd", 13, c => c.Start),
        new("Start as stated", DataKind.Text, "@", 18, c => c.StartStated),
        new("Year", DataKind.Number, "0", 12, c => c.Year),
        new("Domain group", DataKind.Text, "@", 22, c => c.DomainGroup),
        new("Domain code", DataKind.Text, "@", 27, c => c.DomainCode),
        new("Domain", DataKind.Text, "@", 27, c => c.Domain),
        new("Weight", DataKind.Number, "0.00", 10, c => c.Weight),
        new("Type", DataKind.Text, "@", 22, c => c.Type),
        new("Category", DataKind.Text, "@", 15, c => c.Category),
        new("Country of the place", DataKind.Text, "@", 16, c => c.PlaceCountry),
    ];
}
