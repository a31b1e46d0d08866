using Apache.Arrow;
using Apache.Arrow.Ipc;
using Reporting.Rendering.Excel.LargeSheets;

namespace Reporting.Rendering.Columns;

/// <summary>Writes a table as an Arrow IPC stream. Memory holds one batch.</summary>
internal static class ArrowStream
{
    private const int RowsOfABatch = 16_384;

    public static async Task WriteAsync(ColumnTable table, Stream target, CancellationToken cancellationToken)
    {
        var columns = table.Fields.Select(ArrowColumn.Of).ToArray();
        var schema = new Schema(columns.Select(c => c.Field), table.Meta);
        await using var forward = new ForwardStream(target);
        using var writer = new ArrowStreamWriter(forward, schema, leaveOpen: true);
        await writer.WriteStartAsync(cancellationToken);
        var (rows, written) = (0, 0L);
        await foreach (var row in table.Rows.WithCancellation(cancellationToken))
        {
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i].Add(row[i]);
            }

            if (++rows == RowsOfABatch)
            {
                await SendAsync();
            }
        }

        if (rows > 0)
        {
            await SendAsync();
        }

        await writer.WriteEndAsync(cancellationToken);
        await forward.SendAsync(cancellationToken);

        async Task SendAsync()
        {
            using (var batch = new RecordBatch(schema, columns.Select(c => c.Build()), rows))
            {
                await writer.WriteRecordBatchAsync(batch, cancellationToken);
            }

            await forward.SendAsync(cancellationToken);
            (rows, written) = (0, written + rows);
            table.Progress?.Report(written);
        }
    }
}
