using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.QuestPdf;

/// <summary>A table with its texts. Columns are as wide as their texts need, and the type is as large as the page allows.</summary>
internal sealed record FigureTable(string? Caption, IReadOnlyList<FigureColumn> Columns, IReadOnlyList<FigureRow> Rows)
{
    private const double Padding = 1.1;
    private const double MinEm = 3.2;
    private const double MaxName = 24;
    private const double MaxWord = 9;

    public bool IsWide { get; init; }

    public void Compose(IContainer at, Look look) => at.Column(column =>
    {
        if (Caption is not null)
        {
            look.Sentence(column.Item().PaddingBottom(2).SemanticCaption(), Caption, style => style.FontSize(Look.Small).FontColor(Palette.Grey));
        }

        var widths = Columns.Select((c, j) => (float)WidthOf(c, j)).ToList();
        var size = Math.Clamp((IsWide ? Look.Turned : Look.Upright) / widths.Sum(), Look.Smallest, look.Table);
        column.Item().SemanticTable().DefaultTextStyle(style => style.FontSize(size)).Table(table =>
        {
            table.ColumnsDefinition(columns => widths.ForEach(width => columns.RelativeColumn(width)));
            table.Header(header => Head(header, look));
            foreach (var row in Rows)
            {
                Row(table, row, look);
            }
        });
    });

    private void Head(TableCellDescriptor header, Look look)
    {
        foreach (var column in Columns)
        {
            var cell = header.Cell().Background(Palette.Navy).PaddingVertical(2.5f).PaddingHorizontal(3).AlignBottom();
            if (column.IsFigure)
            {
                Look.Figure(cell, column.Name, style => style.SemiBold().FontColor("#ffffff"));
            }
            else
            {
                look.Own(cell, column.Name, style => style.SemiBold().FontColor("#ffffff"));
            }
        }
    }

    private void Row(TableDescriptor table, FigureRow row, Look look)
    {
        for (var j = 0; j < row.Cells.Count; j++)
        {
            // The only cell of an empty table takes its whole row, so that a total below stays in its columns.
            var (cell, place) = (row.Cells[j], table.Cell().ColumnSpan((uint)(j == row.Cells.Count - 1 ? Columns.Count - j : 1)));
            if (j == 0)
            {
                place = place.AsSemanticHorizontalHeader();
            }

            var inner = place.ShowEntire().Background(row.IsTotal || cell.IsTotal ? Palette.Tint : Look.Heat(cell.Heat)).BorderTop(row.IsTotal ? 1 : 0).BorderBottom(.5f).BorderColor(row.IsTotal ? Palette.Navy : Palette.Rule)
                .PaddingVertical(2).PaddingHorizontal(3);
            inner = cell.Address is { } address ? inner.SemanticLink(cell.Text).Hyperlink(address) : inner;
            TextStyle Style(TextStyle style) => row.IsTotal || cell.IsTotal ? style.Bold() : row.IsApart ? style.Italic() : style;
            if (Columns[j].IsFigure)
            {
                Look.Figure(inner, cell.Text, Style);
            }
            else
            {
                look.Own(inner, cell.Text, Style);
            }
        }
    }

    // A figure stays on one line, and so does a word of a name.
    private double WidthOf(FigureColumn column, int place)
    {
        var texts = Rows.Where(row => place < row.Cells.Count).Select(row => row.Cells[place].Text);
        var head = column.Name.Split(' ', '–', '-').Select(TextWidth.Em).Max() * 1.1;
        var body = column.IsFigure ? texts.Select(TextWidth.Em).DefaultIfEmpty(0).Max() : Math.Min(texts.Select(TextWidth.Em).DefaultIfEmpty(0).Max(), MaxName);
        return Math.Max(Math.Max(Math.Min(head, MaxWord), body), MinEm) + Padding;
    }
}

/// <summary>A column: names of members and other texts, or figures.</summary>
internal sealed record FigureColumn(string Name, bool IsFigure);

/// <summary>A row, with a look of its own if it is a total or stands apart.</summary>
internal sealed record FigureRow(IReadOnlyList<FigureCell> Cells, bool IsTotal = false, bool IsApart = false);

/// <summary>A cell.</summary>
/// <param name="Address">Where it leads; null for nowhere.</param>
/// <param name="Heat">The step of its tint, from 0.</param>
/// <param name="IsTotal">True in the column of totals.</param>
internal sealed record FigureCell(string Text, string? Address = null, int Heat = 0, bool IsTotal = false);
