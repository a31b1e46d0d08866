using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Files;

namespace Reporting.Warehouse.Tests.Imports.Workbooks;

/// <summary>Workbooks of openpyxl, XlsxWriter, LibreOffice (as .xlsx and as .xls), SheetJS, and of hands that write what those do not: each gives the texts that its writer put in.</summary>
public sealed class WrittenWorkbooksTests(WrittenWorkbooks books) : IClassFixture<WrittenWorkbooks>
{
    [FactNeedsPython("openpyxl", "xlsxwriter")]
    public async Task Every_workbook_gives_what_was_written_into_it()
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
