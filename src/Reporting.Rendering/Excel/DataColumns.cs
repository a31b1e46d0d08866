using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Excel;

/// <summary>
/// The columns of the sheet <c>Data</c>, in the order in which the engine reads its rows: one row per engagement ×
/// domain. Figures of a whole engagement are not here, as they would repeat: what is here adds up.
/// </summary>
public static class DataColumns
{
    public static readonly IReadOnlyList<DataColumn> All =
    [
        new("engagement", "Engagement code", ValueFormat.Text),
        new("title", "Title", ValueFormat.Text),
        new("start", "Start", ValueFormat.Date),
        new("year", "Year", ValueFormat.Count, "0"),
        new("type", "Type", ValueFormat.Text),
        new("category", "Category", ValueFormat.Text),
        new("domain", "Domain", ValueFormat.Text),
        new("domain_group", "Domain group", ValueFormat.Text),
        new("weight", "Weight", ValueFormat.Fraction, "0.0000"),
        new("countries", "Countries", ValueFormat.Text),
        new("participants", "Participants", ValueFormat.Text),
        new("place", "Place", ValueFormat.Text),
        new("allocated_amount_usd", "Allocated amount USD", ValueFormat.Money),
    ];
}
