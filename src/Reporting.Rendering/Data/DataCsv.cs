using CsvHelper;
using Reporting.Rendering.Csv;
using Reporting.Rendering.Excel.LargeSheets;
using Reporting.Rendering.Excel.Sheets;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Data;

/// <summary>Streams the rows behind the figures as CSV, in the same format as <see cref="CsvRenderer"/>.</summary>
public static class DataCsv
{
    public static async Task WriteAsync(DataFile data, Stream target, CancellationToken cancellationToken)
    {
        // The CSV library writes synchronously when its buffer is full.
        await using var forward = new ForwardStream(target);
        var written = 0L;
        var marks = CsvRenderer.Marks(data.Hash, data.Version, data.Handling, data.Language).Select(m => (m.Column, Value: CsvRenderer.Field(m.Value))).ToList();
        await using (var csv = CsvWriter.Create(forward, CsvRenderer.Rfc4180, leaveOpen: true))
        {
            foreach (var column in DataColumns.All)
            {
                csv.WriteField(FormulaGuard.Guard(column.Id));
            }

            foreach (var (column, _) in marks)
            {
                csv.WriteField(column);
            }

            await csv.EndRecordAsync(cancellationToken);
            await foreach (var row in data.Rows.WithCancellation(cancellationToken))
            {
                foreach (var value in row)
                {
                    csv.WriteField(CsvRenderer.Field(value));
                }

                foreach (var (_, value) in marks)
                {
                    csv.WriteField(value);
                }

                await csv.EndRecordAsync(cancellationToken);
                if (++written % DataFile.Step == 0)
                {
                    await forward.SendAsync(cancellationToken);
                    data.Progress?.Report(written);
                }
            }
        }

        await forward.SendAsync(cancellationToken);
    }
}
