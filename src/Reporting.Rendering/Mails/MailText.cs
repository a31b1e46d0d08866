using System.Text;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Mails;

/// <summary>A mail as plain text, for mail programs without HTML.</summary>
public static class MailText
{
    private const int MaxColumnWidth = 40;

    public static string Of(MailContent mail)
    {
        var (text, captions) = (new StringBuilder(), mail.Words.Captions);
        if (mail.Opening is { } opening)
        {
            Paragraph(text, opening.ReplaceLineEndings("\n"));
        }

        if (mail.Summary is { } summary)
        {
            text.AppendLine(summary.Title).AppendLine(new string('=', Math.Min(72, summary.Title.Length)));
            if (summary.Headline is { } headline)
            {
                Paragraph(text, headline);
            }

            Paragraph(text, summary.Filters.Length == 0 ? summary.Version : $"{captions.Filters}: {summary.Filters}\n{summary.Version}");
            if (summary.Invented)
            {
                Paragraph(text, captions.InventedData);
            }

            if (summary.Edition is { } edition)
            {
                Paragraph(text, $"{captions.Edition}: {edition}");
            }

            if (summary.Handling is { } handling)
            {
                Paragraph(text, $"{captions.Handling}: {handling}");
            }

            if (mail.Changes is { } changes)
            {
                Changes(text, changes, captions);
            }

            foreach (var figure in summary.Figures)
            {
                text.AppendLine($"{figure.Caption}: {figure.Value}{(figure.Change is null ? string.Empty : $" ({figure.Change})")}");
            }

            text.AppendLine();
            if (summary.Table is { } table)
            {
                Table(text, table);
            }
        }

        foreach (var note in mail.Notes)
        {
            Paragraph(text, note);
        }

        if (mail.Files.Count > 0)
        {
            Paragraph(text, $"{captions.Attached}: {string.Join(", ", mail.Files)}");
        }

        foreach (var page in mail.Pages)
        {
            Paragraph(text, $"{page.Caption}:\n{page.Address}");
        }

        foreach (var link in mail.Links)
        {
            Paragraph(text, $"{link.FileName}, {Captions.Format(captions.FetchedUntil, link.Until)}:\n{link.Address}");
        }

        if (mail.Summary is { Counting.Length: > 0 } counted)
        {
            Paragraph(text, counted.Counting);
        }

        text.AppendLine("--").AppendLine(mail.Closing);
        if (mail.Unsubscribe is { } unsubscribe)
        {
            text.AppendLine($"{captions.Unsubscribe}: {unsubscribe}");
        }

        return text.ToString().ReplaceLineEndings("\r\n");
    }

    private static void Changes(StringBuilder text, MailChanges changes, Captions captions)
    {
        text.AppendLine(changes.Title);
        foreach (var group in changes.Groups)
        {
            text.AppendLine($"{group.Caption}:");
            foreach (var change in group.Items)
            {
                text.AppendLine($"- {change.Start}: {change.Title.ReplaceLineEndings(" ")}");
            }
        }

        if (changes.Rest is { } rest)
        {
            text.AppendLine($"{rest.FileName}, {Captions.Format(captions.FetchedUntil, rest.Until)}:").AppendLine(rest.Address);
        }

        text.AppendLine();
    }

    private static void Paragraph(StringBuilder text, string words) => text.AppendLine(words).AppendLine();

    private static void Table(StringBuilder text, MailTable table)
    {
        IReadOnlyList<IReadOnlyList<string>> lines = [table.Columns, .. table.Rows, .. table.Total is { } total ? (IReadOnlyList<string>[])[total] : []];
        var widths = table.Columns.Select((_, i) => Math.Min(MaxColumnWidth, lines.Max(line => line[i].Length))).ToList();
        text.AppendLine(table.Title);
        for (var i = 0; i < lines.Count; i++)
        {
            text.AppendLine(string.Join("  ", lines[i].Select((cell, j) => Cell(cell, widths[j], table.Figures[j]))).TrimEnd());
            if (i == 0 || i == table.Rows.Count)
            {
                text.AppendLine(string.Join("  ", widths.Select(w => new string('-', w))));
            }
        }

        text.AppendLine();
        if (table.More is { } more)
        {
            Paragraph(text, more);
        }
    }

    private static string Cell(string cell, int width, bool isFigure)
    {
        var cut = cell.Length <= width ? cell : string.Concat(cell.AsSpan(0, width - 1), "…");
        return isFigure ? cut.PadLeft(width) : cut.PadRight(width);
    }
}
