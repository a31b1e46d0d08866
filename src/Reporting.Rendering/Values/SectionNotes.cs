using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Values;

/// <summary>
/// The sentences under a section's title: its own note, that something was cut, and (where the note does not speak)
/// that parts overlap, so that nobody adds them up.
/// </summary>
internal static class SectionNotes
{
    public const string Overlap =
        "Parts overlap: what belongs to several members stands under each of them, and once in the total.";

    public static IReadOnlyList<string> Of(ReportSection section)
    {
        var notes = new List<string>();
        if (!string.IsNullOrWhiteSpace(section.Note))
        {
            notes.Add(section.Note);
        }
        else if (section is MatrixSection matrix && PartsOverlap(matrix))
        {
            notes.Add(Overlap);
        }

        if (Cut(section) is { } cut)
        {
            notes.Add(cut);
        }

        return notes;
    }

    private static string? Cut(ReportSection section) => section switch
    {
        EngagementListSection { Truncated: true } list =>
            $"Cut: shows the newest {ValueText.Of((long)list.Engagements.Count, ValueFormat.Count)} of {ValueText.Counted(list.Count, "engagement", "engagements")}. The figures count all of them.",
        TableSection { Truncated: true } table =>
            $"Cut: shows the first {ValueText.Counted(table.Rows.Count, "row", "rows")}; there are more. Totals count everything.",
        _ => null,
    };

    /// <summary>Compares only; no figure that is shown is computed here.</summary>
    private static bool PartsOverlap(MatrixSection matrix) =>
        Exceeds(matrix.ColumnTotals, matrix.GrandTotal)
        || Exceeds(matrix.RowTotals, matrix.GrandTotal)
        || matrix.Cells.Select((row, i) => Exceeds(row, matrix.RowTotals[i])).Any(exceeds => exceeds);

    private static bool Exceeds(IReadOnlyList<object?> parts, object? total) =>
        ValueNumber.Of(total) is { } whole && parts.Sum(part => ValueNumber.Of(part) ?? 0) > (whole * 1.000001) + 0.0001;
}
