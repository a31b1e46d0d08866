using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Reporting.Engine.Engagements;
using Reporting.Rendering.Columns;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Data;

/// <summary>Batches of the rows behind the figures as arrays of Arrow.</summary>
/// <param name="hasDictionaries">Names are dictionaries of the names in the batch, otherwise texts.</param>
internal sealed class DataBatches(Schema schema, bool hasDictionaries)
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    private readonly List<int?> _days = [];
    private readonly List<long?> _years = [];
    private int[] _numbers = [];

    public async IAsyncEnumerable<RecordBatch> ReadAsync(IAsyncEnumerable<DataBatch> batches, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var batch in batches.WithCancellation(cancellationToken))
        {
            yield return Of(batch);
        }
    }

    private PooledBatch Of(DataBatch batch)
    {
        var (memory, rows) = (new PooledMemory(), batch.Rows);
        ReadStarts(batch.Starts);
        var days = OfStarts(_days, batch.Starts.Rows[..rows], memory);
        var years = OfStarts(_years, batch.Starts.Rows[..rows], memory);
        return new PooledBatch(
            schema,
            [
                Texts(batch.Codes, rows, memory), Texts(batch.Titles, rows, memory),
                new Date32Array(days.Values, days.IsStated, rows, days.NotStated, 0), Names(batch.StartLabels, rows, memory), new Int64Array(years.Values, years.IsStated, rows, years.NotStated, 0),
                Names(batch.DomainGroups, rows, memory), Names(batch.DomainCodes, rows, memory), Names(batch.Domains, rows, memory),
                new DoubleArray(memory.CopyOf<double>(batch.Weights.AsSpan(0, rows)), ArrowBuffer.Empty, rows, 0, 0),
                Names(batch.Types, rows, memory), Names(batch.Categories, rows, memory), Names(batch.PlaceCountries, rows, memory),
            ],
            rows,
            memory);
    }

    private static StringArray Texts(Utf8Column column, int rows, PooledMemory memory) => new(rows, memory.CopyOf(column.Offsets), memory.CopyOf(column.Bytes), ArrowBuffer.Empty);

    // Only names of rows: a dictionary of all names would tell members that no row of the caller has.
    private IArrowArray Names(NameColumn column, int rows, PooledMemory memory)
    {
        if (_numbers.Length < rows)
        {
            _numbers = new int[rows];
        }

        var numbers = _numbers.AsSpan(0, rows);
        column.Number(numbers);
        return hasDictionaries ? Dictionary(column, numbers, memory) : Texts(column, numbers, memory);
    }

    private static StringArray Texts(NameColumn column, ReadOnlySpan<int> numbers, PooledMemory memory)
    {
        var offsets = memory.Rent<int>(numbers.Length + 1, out var offsetBuffer);
        column.Place(numbers, offsets);
        column.CopyTexts(numbers, offsets, memory.Rent<byte>(offsets[numbers.Length], out var texts, NameColumn.Beyond));
        return new StringArray(numbers.Length, offsetBuffer, texts, ArrowBuffer.Empty);
    }

    private static DictionaryArray Dictionary(NameColumn column, ReadOnlySpan<int> numbers, PooledMemory memory)
    {
        var (entries, used) = (new int[column.Names.Count], new StringArray.Builder());
        var indices = memory.Rent<int>(numbers.Length, out var indexBuffer);
        for (var i = 0; i < numbers.Length; i++)
        {
            ref var entry = ref entries[numbers[i]];
            if (entry == 0)
            {
                used.Append(column.Names[numbers[i]].AsSpan());
                entry = used.Length;
            }

            indices[i] = entry - 1;
        }

        return new DictionaryArray(ColumnField.NamesOfABatch, new Int32Array(indexBuffer, ArrowBuffer.Empty, numbers.Length, 0, 0), used.Build());
    }

    private void ReadStarts(KeyColumn starts)
    {
        for (var i = _days.Count; i < starts.Keys.Count; i++)
        {
            var start = new PartialDate(starts.Keys[i]);
            _days.Add(start.Exact is { } day ? day.DayNumber - Epoch : null);
            _years.Add(start.IsUnknown ? null : start.Year);
        }
    }

    /// <param name="ofStarts">For each start its value, null if not stated.</param>
    private static (ArrowBuffer Values, ArrowBuffer IsStated, int NotStated) OfStarts<T>(List<T?> ofStarts, ReadOnlySpan<int> rows, PooledMemory memory)
        where T : struct
    {
        var notStated = 0;
        var known = CollectionsMarshal.AsSpan(ofStarts);
        var values = memory.Rent<T>(rows.Length, out var buffer);
        var bits = memory.Rent<byte>((rows.Length + 7) / 8, out var isStated);
        bits.Clear();
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var value = ref known[rows[i]];
            values[i] = value.GetValueOrDefault();
            if (value.HasValue)
            {
                bits[i >> 3] |= (byte)(1 << (i & 7));
            }
            else
            {
                notStated++;
            }
        }

        return (buffer, isStated, notStated);
    }
}
