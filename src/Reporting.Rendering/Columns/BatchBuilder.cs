using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace Reporting.Rendering.Columns;

/// <summary>Makes batches of rows.</summary>
internal sealed class BatchBuilder(IReadOnlyList<ColumnField> fields, IReadOnlyDictionary<string, string> meta)
{
    private const int MaxRows = 16_384;

    private readonly ArrowColumn[] _columns = [.. fields.Select(ArrowColumn.Of)];
    private int _rows;

    public Schema Schema { get; } = ColumnTable.SchemaOf(fields, meta);

    public async IAsyncEnumerable<RecordBatch> ReadAsync(IAsyncEnumerable<object?[]> rows, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (Add(row))
            {
                yield return Take();
            }
        }

        if (_rows > 0)
        {
            yield return Take();
        }
    }

    /// <summary>True if the batch is full: take it.</summary>
    public bool Add(object?[] row)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Add(row[i]);
        }

        return ++_rows == MaxRows;
    }

    public RecordBatch Take()
    {
        var batch = new RecordBatch(Schema, _columns.Select(c => c.Build()), _rows);
        _rows = 0;
        return batch;
    }
}
