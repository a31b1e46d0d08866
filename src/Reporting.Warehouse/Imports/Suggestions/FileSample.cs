using System.Text;
using Reporting.Warehouse.Imports.Files;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>The beginning of a file that nobody has described yet: its encoding, its delimiter, the row of its names, and its columns.</summary>
internal sealed record FileSample(bool IsWorkbook, string Encoding, char Delimiter, int HeaderRow, IReadOnlyList<ColumnSample> Columns)
{
    private const int SampledRows = 500;
    private const int SampledBytes = 1 << 20;
    private const int LeadRows = 30;

    public static async Task<FileSample> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        var start = content.Position;
        var head = new byte[SampledBytes];
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        content.Position = start;
        var (encoding, delimiter) = Text(head.AsSpan(0, length), length == head.Length);
        await using var file = await ImportFile.OpenAsync(content, cancellationToken);
        using var rows = await file.RowsAsync(new FileShape { Encoding = encoding, Delimiter = delimiter }, cancellationToken);
        var sample = new List<(int Row, string[] Values)>();
        while (sample.Count < SampledRows && await rows.ReadAsync(cancellationToken))
        {
            sample.Add((rows.Row, [.. Enumerable.Range(0, rows.Count).Select(i => rows[i])]));
        }

        var header = Header(sample);
        if (header < 0)
        {
            throw ImportFileException.Invalid("empty-file", "The file is empty.", "There is nothing to suggest a mapping from.");
        }

        var columns = sample[header].Values.Select((name, i) => new ColumnSample(name.Trim(), i)).ToList();
        foreach (var (_, values) in sample.Skip(header + 1).Where(row => row.Values.Any(v => v.Trim().Length > 0)))
        {
            columns.ForEach(column => column.Add(column.Index < values.Length ? values[column.Index] : ""));
        }

        return new FileSample(file.IsWorkbook, encoding, delimiter, sample[header].Row, columns);
    }

    // The names are the first row that is as wide as the rows below it, with hardly a blank.
    private static int Header(List<(int Row, string[] Values)> rows)
    {
        var counts = rows.ConvertAll(row => row.Values.Count(v => v.Trim().Length > 0));
        if (counts.Count == 0 || counts.Max() == 0)
        {
            return -1;
        }

        var usual = counts.Skip(Math.Min(LeadRows, counts.Count / 2)).DefaultIfEmpty(counts.Max()).Max();
        return Math.Max(counts.FindIndex(count => count * 10 >= usual * 7), 0);
    }

    private static (string Encoding, char Delimiter) Text(ReadOnlySpan<byte> head, bool isCut)
    {
        var encoding = FileEncodings.OfMark(head)?.Encoding.WebName ?? FileEncodings.WideWithoutMark(head) ?? (IsUtf8(head, isCut) ? FileEncodings.Utf8 : "windows-1252");
        var lines = Decoder(encoding).GetString(head).Split('\n').Take(100).ToList();
        var delimiter = new[] { ',', ';', '\t', '|' }.OrderByDescending(mark => Score(lines, mark)).First();
        return (encoding, delimiter);
    }

    private static Encoding Decoder(string name) => System.Text.Encoding.GetEncoding(FileEncodings.Find(name)!.CodePage);

    // A delimiter stands on nearly every line, and often.
    private static double Score(List<string> lines, char mark)
    {
        var counts = lines.ConvertAll(line => line.Count(c => c == mark));
        return counts.Count(c => c > 0) * Math.Sqrt(counts.Order().ElementAt(counts.Count / 2) + 0.1);
    }

    private static bool IsUtf8(ReadOnlySpan<byte> head, bool isCut)
    {
        // The sample may end within a character.
        for (var cut = 0; cut <= (isCut ? 3 : 0); cut++)
        {
            try
            {
                FileEncodings.Find(FileEncodings.Utf8)!.GetCharCount(head[..(head.Length - cut)]);
                return true;
            }
            catch (DecoderFallbackException)
            {
            }
        }

        return false;
    }
}
