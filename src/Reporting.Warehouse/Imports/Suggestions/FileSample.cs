using System.Text;
using Reporting.Warehouse.Imports.Checks;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>A file without a mapping, read to its end or to a limit: its encoding, delimiter, header row and columns.</summary>
internal sealed record FileSample(FileShape Shape, bool IsWorkbook, int HeaderRow, IReadOnlyList<ColumnSample> Columns)
{
    /// <summary>The most rows that are read.</summary>
    public const int MaxRows = 200_000;

    private const int LeadRows = 500;
    private const int LeadLines = 30;
    private const int MaxTail = 5;
    private const int SampledBytes = 1 << 20;

    public IReadOnlyList<SheetSample> Sheets { get; init; } = [];

    public int Rows { get; private set; }

    /// <summary>False when the file has more rows than the limit.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Rows at the end that look like notes or totals.</summary>
    public int TailRows { get; private set; }

    /// <summary>Rows with fewer values than the header.</summary>
    public int ShortRows { get; private set; }

    public int LongRows { get; private set; }

    public int FirstLongRow { get; private set; }

    private long _filled;

    public static async Task<FileSample> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        var start = content.Position;
        var head = new byte[SampledBytes];
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var (encoding, delimiter) = Text(head.AsSpan(0, length), length == head.Length);
        content.Position = start;
        var sheets = await SheetSample.ReadAsync(content, cancellationToken);
        var shape = new FileShape { Encoding = encoding, Delimiter = delimiter, Sheet = sheets.FirstOrDefault(sheet => sheet.IsChosen)?.Name };
        foreach (var tried in new[] { shape, shape with { Quotes = false }, shape with { Encoding = "windows-1252" }, shape with { Encoding = "windows-1252", Quotes = false } })
        {
            content.Position = start;
            try
            {
                return await ReadAsync(content, tried, sheets, cancellationToken);
            }
            catch (ImportFileException refused) when (sheets.Count == 0 && refused.Problem.Is(ErrorCodes.MalformedCsv, ErrorCodes.NotUtf8))
            {
                // The quotation marks may be part of values, or the encoding may differ: try the next shape.
            }
        }

        content.Position = start;
        return await ReadAsync(content, shape, sheets, cancellationToken);
    }

    /// <summary>The index of the header: the first row as wide as those below it and almost without blanks. −1 without one.</summary>
    public static int Header(IReadOnlyList<string[]> rows)
    {
        var counts = rows.Select(Filled).ToList();
        if (counts.Count == 0 || counts.Max() == 0)
        {
            return -1;
        }

        var usual = counts.Skip(Math.Min(LeadLines, counts.Count / 2)).DefaultIfEmpty(counts.Max()).Max();
        return Math.Max(counts.FindIndex(count => count * 10 >= usual * 7), 0);
    }

    private static async Task<FileSample> ReadAsync(Stream content, FileShape shape, IReadOnlyList<SheetSample> sheets, CancellationToken cancellationToken)
    {
        await using var file = await ImportFile.OpenAsync(content, cancellationToken);
        using var rows = await file.RowsAsync(shape, cancellationToken);
        var lead = new List<(int Row, string[] Values)>();
        while (lead.Count < LeadRows && await rows.ReadAsync(cancellationToken))
        {
            lead.Add((rows.Row, Values(rows)));
        }

        var header = Header(lead.ConvertAll(row => row.Values));
        if (header < 0)
        {
            throw new ImportFileException(ErrorCodes.EmptyFile, "The file is empty.", "A suggestion needs a file with rows.");
        }

        var names = lead[header].Values;
        var sample = new FileSample(shape, file.IsWorkbook, lead[header].Row, [.. names.Select((name, i) => new ColumnSample(name.Trim(), i))]) { Sheets = sheets };
        var tail = new Queue<(int Row, string[] Values)>();
        foreach (var row in lead.Skip(header + 1))
        {
            sample.AddRow(row, tail);
        }

        while (sample.IsWhole && await rows.ReadAsync(cancellationToken))
        {
            sample.AddRow((rows.Row, Values(rows)), tail);
            sample.IsWhole = sample.Rows < MaxRows;
        }

        sample.Finish(tail);
        return sample;
    }

    private static int Filled(string[] values) => values.Count(v => !string.IsNullOrWhiteSpace(v));

    private static string[] Values(IFileRows rows) => [.. Enumerable.Range(0, rows.Count).Select(i => rows[i])];

    private void AddRow((int Row, string[] Values) row, Queue<(int Row, string[] Values)> tail)
    {
        if (Filled(row.Values) == 0)
        {
            return;
        }

        tail.Enqueue(row);
        if (tail.Count > MaxTail)
        {
            Count(tail.Dequeue());
        }
    }

    private void Finish(Queue<(int Row, string[] Values)> tail)
    {
        var last = tail.ToList();
        bool IsNote((int Row, string[] Values) row) => Rows > MaxTail && _filled >= 3L * Rows && Filled(row.Values) * 3L * Rows <= _filled;
        bool IsTotal((int Row, string[] Values) row) => Rows + last.Count > 2 && TotalRows.IsTotal(row.Values.FirstOrDefault(v => v.Trim().Length > 0) ?? "");
        while (IsWhole && last.Count > 0 && (IsNote(last[^1]) || IsTotal(last[^1])))
        {
            last.RemoveAt(last.Count - 1);
            TailRows++;
        }

        last.ForEach(Count);
    }

    private void Count((int Row, string[] Values) row)
    {
        Rows++;
        _filled += Filled(row.Values);
        ShortRows += row.Values.Length < Columns.Count ? 1 : 0;
        if (row.Values.Length > Columns.Count && Filled(row.Values[Columns.Count..]) > 0)
        {
            FirstLongRow = LongRows++ == 0 ? row.Row : FirstLongRow;
        }

        foreach (var column in Columns)
        {
            column.Add(column.Index < row.Values.Length ? row.Values[column.Index] : "");
        }
    }

    private static (string Encoding, char Delimiter) Text(ReadOnlySpan<byte> head, bool isCut)
    {
        var encoding = FileEncodings.OfMark(head)?.Encoding.WebName ?? FileEncodings.WideWithoutMark(head) ?? (IsUtf8(head, isCut) ? FileEncodings.Utf8 : "windows-1252");
        var lines = Decoder(encoding).GetString(head).Split('\n').Take(100).ToList();
        var delimiter = new[] { ',', ';', '\t', '|' }.OrderByDescending(mark => Score(lines, mark)).First();
        return (encoding, delimiter);
    }

    private static Encoding Decoder(string name) => Encoding.GetEncoding(FileEncodings.Find(name)!.CodePage);

    // A delimiter occurs often, and on nearly every line.
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
