using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Mails;

/// <summary>What of a report stands in the mail itself: its figures and a small table, as the files show them.</summary>
public sealed record MailSummary(
    string Title,
    string Language,
    string Description,
    string Filters,
    string Counting,
    string Version,
    string? Handling,
    IReadOnlyList<MailFigure> Figures,
    MailTable? Table)
{
    private const int MostFigures = 6;
    private const int MostRows = 10;
    private const int MostColumns = 5;

    public static MailSummary Of(ReportDocument document) => new(
        document.Title,
        document.Language,
        document.Description,
        document.Provenance.Filters,
        document.Provenance.Counting,
        Captions.Version(document.Provenance),
        document.Provenance.Handling?.Name,
        [.. document.Sections.OfType<KpiSection>().SelectMany(s => s.Items).Take(MostFigures).Select(Figure)],
        document.Sections.Select(TableOf).FirstOrDefault(t => t is not null));

    private static MailFigure Figure(Kpi kpi) => new(
        kpi.Caption,
        ValueText.Of(kpi.Value, kpi.Format),
        kpi.Change is { Difference: not null } change ? $"{ValueText.Signed(change.Difference, kpi.Format)} against {change.Period}" : null);

    private static MailTable? TableOf(ReportSection section) => section switch
    {
        TableSection { Rows.Count: > 0 } table => OfTable(table),
        MatrixSection { Rows.Members.Count: > 0 } matrix => OfMatrix(matrix),
        _ => null,
    };

    private static MailTable OfTable(TableSection table)
    {
        var columns = table.Columns.Take(MostColumns).ToList();
        return new MailTable(
            table.Title,
            [.. columns.Select(c => c.Caption)],
            [.. columns.Select(c => c.Format != ValueFormat.Text)],
            [.. table.Rows.Take(MostRows).Select(row => Texts(row, columns))],
            table.Total is { } total ? [total[0] is null ? Captions.Total : ValueText.Of(total[0], columns[0].Format), .. Texts(total, columns).Skip(1)] : null,
            More(table.Rows.Count, table.Columns.Count - columns.Count));
    }

    // The last periods say most; the total is over all of them.
    private static MailTable OfMatrix(MatrixSection matrix)
    {
        var first = Math.Max(0, matrix.Columns.Members.Count - MostColumns + 1);
        var shown = matrix.Columns.Members.Skip(first).ToList();
        return new MailTable(
            matrix.Title,
            [matrix.Rows.Caption, .. shown.Select(m => m.Name), first == 0 ? Captions.Total : Captions.Total + " (all)"],
            [false, .. shown.Select(_ => true), true],
            [.. matrix.Rows.Members.Take(MostRows).Select((member, i) => (IReadOnlyList<string>)[member.Name, .. matrix.Cells[i].Skip(first).Select(Text), Text(matrix.RowTotals[i])])],
            [Captions.Total, .. matrix.ColumnTotals.Skip(first).Select(Text), Text(matrix.GrandTotal)],
            More(matrix.Rows.Members.Count, first));

        string Text(object? value) => value is null ? "·" : ValueText.Of(value, matrix.Format);
    }

    private static IReadOnlyList<string> Texts(IReadOnlyList<object?> row, IReadOnlyList<TableColumn> columns) =>
        [.. columns.Select((column, i) => row[i] is null && column.Format == ValueFormat.Text ? string.Empty : ValueText.Of(row[i], column.Format))];

    private static string? More(int rows, int columnsLeftOut)
    {
        var left = new List<string>();
        if (rows > MostRows)
        {
            left.Add($"the first {MostRows} of {rows} rows");
        }

        if (columnsLeftOut > 0)
        {
            left.Add($"not {columnsLeftOut} of the columns");
        }

        return left.Count == 0 ? null : $"Shows {string.Join(" and ", left)}; totals count everything.";
    }
}
