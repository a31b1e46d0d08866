using Apache.Arrow.Ipc;
using Reporting.Rendering.Excel.LargeSheets;

namespace Reporting.Rendering.Columns;

/// <summary>Writes a table as an Arrow IPC stream. Memory holds a few batches.</summary>
internal static class ArrowStream
{
    public static async Task WriteAsync(ColumnTable table, Stream target, CancellationToken cancellationToken)
    {
        await using var forward = new ForwardStream(target);
        using var writer = new ArrowStreamWriter(forward, table.Schema, leaveOpen: true);
        await writer.WriteStartAsync(cancellationToken);
        var written = 0L;
        await foreach (var batch in ReadAhead.Of(table.Batches, cancellationToken))
        {
            using (batch)
            {
                await writer.WriteRecordBatchAsync(batch, cancellationToken);
            }

            await forward.SendAsync(cancellationToken);
            table.Progress?.Report(written += batch.Length);
        }

        await writer.WriteEndAsync(cancellationToken);
        await forward.SendAsync(cancellationToken);
    }
}
