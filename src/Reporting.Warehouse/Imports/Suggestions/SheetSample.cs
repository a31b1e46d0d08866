using ExcelDataReader;
using Reporting.Warehouse.Imports.Files;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>A sheet of a workbook: its rows with at least two values, and whether it is the one with the data.</summary>
internal sealed record SheetSample(string Name, bool IsHidden, int Rows, bool IsChosen)
{
    private const int MaxRows = 5000;

    /// <summary>None for a text file. The sheet with the most data that people see is chosen.</summary>
    public static async Task<IReadOnlyList<SheetSample>> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        await using var file = await ImportFile.OpenAsync(content, cancellationToken);
        if (!file.IsWorkbook)
        {
            return [];
        }

        // Opened once as an import does, which refuses what cannot be read safely.
        (await file.RowsAsync(new FileShape(), cancellationToken)).Dispose();
        var sheets = new List<SheetSample>();
        content.Position = 0;
        using (var reader = ExcelReaderFactory.CreateReader(content, new ExcelReaderConfiguration { LeaveOpen = true }))
        {
            do
            {
                sheets.Add(new SheetSample(reader.Name, reader.VisibleState != "visible", Count(reader, cancellationToken), false));
            }
            while (reader.NextResult());
        }

        content.Position = 0;
        var chosen = sheets.OrderBy(sheet => sheet.IsHidden).ThenByDescending(sheet => sheet.Rows).First();
        return sheets.ConvertAll(sheet => sheet with { IsChosen = sheet == chosen });
    }

    private static int Count(IExcelDataReader reader, CancellationToken cancellationToken)
    {
        var rows = 0;
        for (var read = 0; read < MaxRows * 4 && rows < MaxRows && reader.Read(); read++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var filled = 0;
            for (var i = 0; i < reader.FieldCount && filled < 2; i++)
            {
                filled += reader.GetValue(i) is null or "" ? 0 : 1;
            }

            rows += filled >= 2 ? 1 : 0;
        }

        return rows;
    }
}
