using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Values;

/// <summary>
/// The sentences under a section's title: its own note, a note about omitted rows, and, without its own note, a warning that overlapping parts must not
/// be added up.
/// </summary>
internal static class SectionNotes
{
    /// <summary>The notes of a section of a document. A headline leaves out what the figures below it say too.</summary>
    public static IReadOnlyList<string> Of(ReportDocument document, ReportSection section, ValueText text) => section is HeadlineSection
        ? [.. Of(section, text).Where(note => !document.Sections.OfType<KpiSection>().Any(figures => figures.Note?.Contains(note, StringComparison.Ordinal) == true))]
        : Of(section, text);

    public static IReadOnlyList<string> Of(ReportSection section, ValueText text)
    {
        var notes = new List<string>();
        if (!string.IsNullOrWhiteSpace(section.Note))
        {
            notes.Add(section.Note);
        }
        else if (section is MatrixSection matrix && PartsOverlap(matrix))
        {
            notes.Add(text.Captions.Overlap);
        }

        if (Cut(section, text) is { } cut)
        {
            notes.Add(cut);
        }

        return notes;
    }

    private static string? Cut(ReportSection section, ValueText text) => section switch
    {
        EngagementListSection { Truncated: true } list =>
            Captions.Format(text.Captions.CutList, text.Of((long)list.Engagements.Count, ValueFormat.Count), text.Counted(list.Count, text.Captions.OneEngagement, text.Captions.Engagements)),
        TableSection { Truncated: true } table =>
            Captions.Format(text.Captions.CutTable, text.Rows(table.Rows.Count)),
        _ => null,
    };

    /// <summary>Compares totals. It computes no displayed figure.</summary>
    private static bool PartsOverlap(MatrixSection matrix) => matrix.HasTotals && (
        Exceeds(matrix.ColumnTotals, matrix.GrandTotal)
        || Exceeds(matrix.RowTotals, matrix.GrandTotal)
        || matrix.Cells.Select((row, i) => Exceeds(row, matrix.RowTotals[i])).Any(exceeds => exceeds));

    private static bool Exceeds(IReadOnlyList<object?> parts, object? total) =>
        ValueNumber.Of(total) is { } whole && parts.Sum(part => ValueNumber.Of(part) ?? 0) > (whole * 1.000001) + 0.0001;
}
