using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Grids;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Mails;

/// <summary>The part of a report in the mail itself: its figures and a small table, formatted as in the files.</summary>
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
    /// <summary>The report's answer in one sentence; null for a report without a headline.</summary>
    public string? Headline { get; init; }

    /// <summary>The id of the edition; null for the data of the day.</summary>
    public string? Edition { get; init; }

    /// <summary>True if some of the data are invented.</summary>
    public bool Invented { get; init; }

    private const int MaxFigures = 6;
    private const int MaxRows = 10;
    private const int MaxColumns = 5;

    public static MailSummary Of(ReportDocument document)
    {
        var text = ValueText.In(document);
        return new MailSummary(
            document.Title,
            document.Language,
            document.Description,
            document.Provenance.Filters,
            document.Provenance.Counting,
            text.Captions.Version(document.Provenance, text.Language),
            document.Provenance.Handling?.Name,
            [.. document.Sections.OfType<KpiSection>().SelectMany(s => s.Items).Take(MaxFigures).Select(kpi => Figure(kpi, text))],
            document.Sections.Select(section => TableOf(section, text)).FirstOrDefault(t => t is not null))
        {
            Edition = document.Provenance.Edition,
            Invented = document.Provenance.Invented,
            Headline = document.Sections.OfType<HeadlineSection>().FirstOrDefault()?.Sentence,
        };
    }

    private static MailFigure Figure(Kpi kpi, ValueText text) => new(
        kpi.Caption,
        text.Of(kpi.Value, kpi.Format),
        kpi.Change is { Difference: not null } change
            ? text.Against(change, kpi.Format)
            : null);

    private static MailTable? TableOf(ReportSection section, ValueText text) => section switch
    {
        TableSection { Rows.Count: > 0 } table => OfTable(EmptyChanges.Without(table), text),
        MatrixSection { Rows.Members.Count: > 0 } matrix => OfMatrix(matrix, text),
        _ => null,
    };

    private static MailTable OfTable(TableSection table, ValueText text)
    {
        var columns = table.Columns.Take(MaxColumns).ToList();
        return new MailTable(
            table.Title,
            [.. columns.Select(c => c.Caption)],
            [.. columns.Select(c => c.Format != ValueFormat.Text)],
            [.. table.Rows.Take(MaxRows).Select(row => Texts(row, columns, text))],
            table.Total is { } total ? [total[0] is null ? text.Captions.Total : text.Of(total[0], columns[0].Format), .. Texts(total, columns, text).Skip(1)] : null,
            More(table.Rows.Count, table.Columns.Count - columns.Count, text));
    }

    // The last periods and the first members matter most. The total covers all columns.
    private static MailTable OfMatrix(MatrixSection matrix, ValueText text)
    {
        var all = MatrixColumn.All(matrix, text.Captions.Total);
        var leftOut = Math.Max(0, all.Count - MaxColumns + (all[^1].IsTotal ? 0 : 1));
        var first = matrix.Columns.IsTime ? 0 : all.Count - leftOut - (all[^1].IsTotal ? 1 : 0);
        List<MatrixColumn> shown = [.. all.Take(first), .. all.Skip(first + leftOut)];
        return new MailTable(
            matrix.Title,
            [matrix.Rows.Caption, .. shown.Select(column => column.IsTotal && leftOut > 0 ? text.Captions.TotalOfAll : column.Name)],
            [false, .. shown.Select(_ => true)],
            [.. matrix.Rows.Members.Take(MaxRows).Select((member, i) => (IReadOnlyList<string>)[member.Name, .. shown.Select(column => Text(column.Cells[i]))])],
            [text.Captions.Total, .. shown.Select(column => Text(column.Total))],
            More(matrix.Rows.Members.Count, leftOut, text));

        string Text(object? value) => value is null ? "·" : text.Of(value, matrix.Format);
    }

    private static IReadOnlyList<string> Texts(IReadOnlyList<object?> row, IReadOnlyList<TableColumn> columns, ValueText text) =>
        [.. columns.Select((column, i) => row[i] is null && column.Format == ValueFormat.Text ? string.Empty : text.Of(row[i], column))];

    private static string? More(int rows, int columnsLeftOut, ValueText text)
    {
        var left = new List<string>();
        if (rows > MaxRows)
        {
            left.Add(Captions.Format(text.Captions.FirstRows, MaxRows, rows));
        }

        if (columnsLeftOut > 0)
        {
            left.Add(Captions.Format(text.Captions.ColumnsLeftOut, columnsLeftOut));
        }

        return left.Count == 0 ? null : string.Join(' ', left);
    }
}
