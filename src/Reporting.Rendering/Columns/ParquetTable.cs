using System.Text.Encodings.Web;
using System.Text.Json;
using Apache.Arrow;
using ParquetSharp;
using ParquetSharp.Arrow;
using Reporting.Rendering.Excel.LargeSheets;

namespace Reporting.Rendering.Columns;

/// <summary>Writes a table as Parquet. Memory holds one group of rows, encoded.</summary>
public sealed class ParquetTable : IDisposable
{
    /// <summary>The key of the captions and units of columns, for readers that do not know Arrow's own: <c>[{"name", "caption", "unit"}]</c>.</summary>
    private const string ColumnsKey = "columns";

    private const int RowsOfAGroup = 131_072;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly BatchBuilder _rows;
    private readonly FileWriter _writer;

    private ParquetTable(BatchBuilder rows, FileWriter writer) => (_rows, _writer) = (rows, writer);

    public long Rows { get; private set; }

    /// <summary>Begins a table of rows.</summary>
    public static ParquetTable Create(IReadOnlyList<ColumnField> fields, IReadOnlyDictionary<string, string> meta, Stream target)
    {
        var rows = new BatchBuilder(fields, meta);
        return new ParquetTable(rows, Writer(fields, rows.Schema, target));
    }

    internal static async Task WriteAsync(ColumnTable table, Stream target, CancellationToken cancellationToken)
    {
        await using var forward = new ForwardStream(target);
        var written = 0L;
        using (var writer = Writer(table.Fields, table.Schema, forward))
        {
            await foreach (var batch in ReadAhead.Of(table.Batches, cancellationToken))
            {
                using (batch)
                {
                    if (table.IsGrouped)
                    {
                        writer.NewBufferedRowGroup();
                    }

                    writer.WriteBufferedRecordBatch(batch);
                }

                await forward.SendAsync(cancellationToken);
                table.Progress?.Report(written += batch.Length);
            }

            writer.Close();
        }

        await forward.SendAsync(cancellationToken);
    }

    public void Add(object?[] row)
    {
        Rows++;
        if (_rows.Add(row))
        {
            WriteBatch();
        }
    }

    /// <summary>Writes the rest and the end of the file.</summary>
    public void Complete()
    {
        WriteBatch();
        _writer.Close();
    }

    public void Dispose() => _writer.Dispose();

    private void WriteBatch()
    {
        using var batch = _rows.Take();
        if (batch.Length > 0)
        {
            _writer.WriteBufferedRecordBatch(batch);
        }
    }

    private static FileWriter Writer(IReadOnlyList<ColumnField> fields, Schema schema, Stream target)
    {
        // The library finds the lowest and highest name anew for each batch that it writes.
        using var properties = new WriterPropertiesBuilder().Compression(Compression.Snappy).MaxRowGroupLength(RowsOfAGroup).WriteBatchSize(RowsOfAGroup);
        foreach (var field in fields)
        {
            if (field.IsVaried)
            {
                properties.DisableDictionary(field.Name).DisableStatistics(field.Name);
            }
            else if (field.HasDictionary)
            {
                // The numbers of names are packed already.
                properties.DisableStatistics(field.Name).Compression(field.Name, Compression.Uncompressed);
            }
        }

        using var arrow = new ArrowWriterPropertiesBuilder().StoreSchema();
        using var columns = properties.Build();
        using var stored = arrow.Build();
        var meta = new Dictionary<string, string>(schema.Metadata ?? new Dictionary<string, string>())
        {
            [ColumnsKey] = JsonSerializer.Serialize(fields.Select(f => new { name = f.Name, caption = f.Caption, unit = f.Unit }), Json),
        };
        return new FileWriter(target, new Schema(schema.FieldsList, meta), columns, stored, leaveOpen: true);
    }
}
