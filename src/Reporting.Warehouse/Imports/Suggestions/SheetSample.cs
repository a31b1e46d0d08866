using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Files.Rows;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>A sheet of a workbook, its number of rows with two or more values, and whether it is chosen as the data sheet.</summary>
internal sealed record SheetSample(string Name, bool IsHidden, int Rows, bool IsChosen)
{
    private const int MaxSheets = 50;
    private const int MaxRows = 5000;

    /// <summary>Empty for a text file. The visible sheet with the most data is chosen.</summary>
    public static async Task<IReadOnlyList<SheetSample>> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        await using var file = await ImportFile.OpenAsync(content, cancellationToken);
        if (!file.IsWorkbook)
        {
            return [];
        }

        IReadOnlyList<WorkbookSheet> all;
        using (var first = await file.RowsAsync(new FileShape(), cancellationToken))
        {
            all = first.Sheets;
        }

        var sheets = new List<SheetSample>();
        foreach (var sheet in all.Take(MaxSheets))
        {
            using var rows = await file.RowsAsync(new FileShape { Sheet = sheet.Name }, cancellationToken);
            sheets.Add(new SheetSample(sheet.Name, sheet.IsHidden, await CountAsync(rows, cancellationToken), false));
        }

        var chosen = sheets.OrderBy(sheet => sheet.IsHidden).ThenByDescending(sheet => sheet.Rows).First();
        return sheets.ConvertAll(sheet => sheet with { IsChosen = sheet == chosen });
    }

    private static async Task<int> CountAsync(IFileRows rows, CancellationToken cancellationToken)
    {
        var count = 0;
        for (var read = 0; read < MaxRows * 4 && count < MaxRows && await rows.ReadAsync(cancellationToken); read++)
        {
            count += Enumerable.Range(0, rows.Count).Where(i => rows[i].Length > 0).Take(2).Count() == 2 ? 1 : 0;
        }

        return count;
    }
}
