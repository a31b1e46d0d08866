using System.Text.Encodings.Web;
using System.Text.Json;
using Parquet;
using Parquet.Schema;
using Reporting.Rendering.Excel.LargeSheets;

namespace Reporting.Rendering.Columns;

/// <summary>Writes a table as Parquet. Memory holds one group of rows.</summary>
public sealed class ParquetTable : IAsyncDisposable
{
    /// <summary>The key of the captions and units of columns, for which Parquet has no place: <c>[{"name", "caption", "unit"}]</c>.</summary>
    private const string ColumnsKey = "columns";

    private const int RowsOfAGroup = 50_000;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly ParquetOptions Options = new();

    private readonly ParquetWriter _writer;
    private readonly ParquetColumn[] _columns;
    private int _rows;

    private ParquetTable(ParquetWriter writer, ParquetColumn[] columns) => (_writer, _columns) = (writer, columns);

    public long Rows { get; private set; }

    public static async Task<ParquetTable> CreateAsync(IReadOnlyList<ColumnField> fields, IReadOnlyDictionary<string, string> meta, Stream target, CancellationToken cancellationToken)
    {
        var columns = fields.Select(ParquetColumn.Of).ToArray();
        var writer = await ParquetWriter.CreateAsync(new ParquetSchema(columns.Select(c => c.Field)), target, Options, cancellationToken: cancellationToken);
        writer.CustomMetadata = new Dictionary<string, string>(meta)
        {
            [ColumnsKey] = JsonSerializer.Serialize(fields.Select(f => new { name = f.Name, caption = f.Caption, unit = f.Unit }), Json),
        };
        return new ParquetTable(writer, columns);
    }

    internal static async Task WriteAsync(ColumnTable table, Stream target, CancellationToken cancellationToken)
    {
        await using var forward = new ForwardStream(target);
        await using (var parquet = await CreateAsync(table.Fields, table.Meta, forward, cancellationToken))
        {
            await foreach (var row in table.Rows.WithCancellation(cancellationToken))
            {
                if (await parquet.AddAsync(row, cancellationToken))
                {
                    await forward.SendAsync(cancellationToken);
                    table.Progress?.Report(parquet.Rows);
                }
            }

            await parquet.CompleteAsync(cancellationToken);
        }

        await forward.SendAsync(cancellationToken);
    }

    /// <summary>True if the row completed a group, which is then written.</summary>
    public async ValueTask<bool> AddAsync(object?[] row, CancellationToken cancellationToken)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Add(row[i]);
        }

        Rows++;
        if (++_rows < RowsOfAGroup)
        {
            return false;
        }

        await WriteGroupAsync(cancellationToken);
        return true;
    }

    /// <summary>Writes the rest. Disposing then writes the end of the file.</summary>
    public Task CompleteAsync(CancellationToken cancellationToken) => _rows == 0 ? Task.CompletedTask : WriteGroupAsync(cancellationToken);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private async Task WriteGroupAsync(CancellationToken cancellationToken)
    {
        using var group = _writer.CreateRowGroup();
        foreach (var column in _columns)
        {
            await column.WriteAsync(group, cancellationToken);
        }

        group.CompleteValidate();
        _rows = 0;
    }
}
