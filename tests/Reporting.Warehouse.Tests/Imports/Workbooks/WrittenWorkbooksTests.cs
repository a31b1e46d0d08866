using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Files.Rows;

namespace Reporting.Warehouse.Tests.Imports.Workbooks;

/// <summary>Workbooks of openpyxl, XlsxWriter, LibreOffice (.xlsx and .xls), SheetJS, and handwritten ones. Each gives the texts that its writer put in.</summary>
public sealed class WrittenWorkbooksTests(WrittenWorkbooks books) : IClassFixture<WrittenWorkbooks>
{
    [FactNeedsPython("openpyxl", "xlsxwriter")]
    public async Task Every_workbook_gives_the_texts_that_were_written()
    {
        var wrong = new List<string>();
        foreach (var book in books.All)
        {
            var (rows, notes, problem) = await ReadAsync(Path.Combine(books.Folder, book.File));
            if (problem != book.Problem)
            {
                wrong.Add($"{book.Name}: {problem ?? "is read"}, not {book.Problem ?? "read"}");
            }
            else if (problem is null)
            {
                var found = rows.Where(r => !book.Some || book.Rows.Any(e => e.Row == r.Row)).Select(Line).ToList();
                wrong.AddRange(book.Rows.Select(Line).Except(found).Select(l => $"{book.Name}: lacks {l}"));
                wrong.AddRange(found.Except(book.Rows.Select(Line)).Select(l => $"{book.Name}: has {l}"));
                wrong.AddRange(book.Notes.Where(n => !notes.Any(note => note.Contains(n, StringComparison.Ordinal))).Select(n => $"{book.Name}: no note '{n}', but {string.Join(" / ", notes)}"));
                wrong.AddRange(book.Notes.Count == 0 && !book.Some ? notes.Select(n => $"{book.Name}: says '{n}'") : []);
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(60)));
        Assert.True(books.All.Count > 40);
    }

    /// <summary>The old format consists of bytes and offsets. A file with any change is read or refused, and never loops.</summary>
    [FactNeedsPython("openpyxl", "xlsxwriter")]
    public async Task An_old_workbook_with_changed_bytes_is_read_or_refused()
    {
        var random = new Random(20260602);
        var files = Directory.GetFiles(books.Folder, "*.xls", SearchOption.AllDirectories);
        var (read, refused) = (0, 0);
        for (var i = 0; i < (files.Length == 0 ? 0 : TestRun.IsDeep ? 20_000 : 400); i++)
        {
            var bytes = await File.ReadAllBytesAsync(files[random.Next(files.Length)]);
            for (var k = random.Next(1, 8); k > 0; k--)
            {
                // Changes headers and sector tables more often than content.
                bytes[random.Next(random.Next(2) == 0 ? 1024 : bytes.Length)] = (byte)random.Next(256);
            }

            var path = Path.Combine(books.Folder, "changed");
            await File.WriteAllBytesAsync(path, bytes);
            var problem = (await ReadAsync(path)).Problem;
            (read, refused) = problem is null ? (read + 1, refused) : (read, refused + 1);
        }

        Assert.True(files.Length == 0 || (read > 0 && refused > 0), $"{read} read, {refused} refused");
    }

    [FactNeedsPython("openpyxl", "xlsxwriter")]
    public async Task An_old_workbook_with_a_merged_cell_outside_the_sheet_is_refused()
    {
        var changed = 0;
        foreach (var file in Directory.GetFiles(books.Folder, "*.xls", SearchOption.AllDirectories))
        {
            // The record of merged cells (MS-XLS 2.4.168): its id, its length, a count, then first row, last row, first column and last column of each.
            var bytes = await File.ReadAllBytesAsync(file);
            var records = Enumerable.Range(1, 9).Select(count => bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xE5, 0x00, (byte)(2 + (8 * count)), 0x00, (byte)count, 0x00]));
            foreach (var at in records.Where(at => at >= 0))
            {
                (bytes[at + 11], changed) = (0x9C, changed + 1);
                var path = Path.Combine(books.Folder, "outside");
                await File.WriteAllBytesAsync(path, bytes);
                Assert.Equal((file, "malformed-xlsx"), (file, (await ReadAsync(path)).Problem));
            }
        }

        Assert.True(changed > 0 || Directory.GetFiles(books.Folder, "*.xls", SearchOption.AllDirectories).Length == 0);
    }

    internal static async Task<(List<(int Row, List<string> Texts)> Rows, IReadOnlyList<string> Notes, string? Problem)> ReadAsync(string path)
    {
        await using var content = File.OpenRead(path);
        var read = new List<(int, List<string>)>();
        try
        {
            await using var file = await ImportFile.OpenAsync(content, CancellationToken.None);
            using var rows = await file.RowsAsync(FileShape.Native, CancellationToken.None);
            while (await rows.ReadAsync(CancellationToken.None))
            {
                read.Add((rows.Row, [.. Enumerable.Range(0, rows.Count).Select(i => rows[i])]));
            }

            return (read, rows.Notes, null);
        }
        catch (ImportFileException e)
        {
            return (read, [], e.Problem.Code);
        }
    }

    private static string Line((int Row, List<string> Texts) row) => $"{row.Row}: {string.Join('|', row.Texts).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)}";
}
