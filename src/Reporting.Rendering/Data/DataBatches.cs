using System.Runtime.CompilerServices;
using System.Text;
using Apache.Arrow;
using Reporting.Engine.Engagements;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Data;

/// <summary>Batches of the rows behind the figures as arrays of Arrow.</summary>
internal static class DataBatches
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    public static async IAsyncEnumerable<RecordBatch> ReadAsync(Schema schema, IAsyncEnumerable<DataBatch> batches, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var batch in batches.WithCancellation(cancellationToken))
        {
            var (days, years) = Starts(batch);
            yield return new RecordBatch(
                schema,
                [
                    Texts(batch.Codes, batch.Rows), Texts(batch.Titles, batch.Rows), days, Texts(batch.StartLabels, batch.Rows), years,
                    Members(batch.DomainGroups, batch.Rows), Members(batch.DomainCodes, batch.Rows), Members(batch.Domains, batch.Rows),
                    new DoubleArray(Buffer<double>(batch.Weights.AsSpan(0, batch.Rows)), ArrowBuffer.Empty, batch.Rows, 0, 0),
                    Members(batch.Types, batch.Rows), Members(batch.Categories, batch.Rows), Members(batch.PlaceCountries, batch.Rows),
                ],
                batch.Rows);
        }
    }

    private static StringArray Texts(Utf8Column column, int rows) => new(rows, Buffer(column.Offsets), Buffer(column.Bytes), ArrowBuffer.Empty);

    // Only names of rows: a dictionary would have to be whole before the first row, and would tell members that no row of the caller has.
    private static StringArray Members(MemberColumn column, int rows)
    {
        var names = column.Names.Select(Encoding.UTF8.GetBytes).ToArray();
        var (offsets, length) = (new int[rows + 1], 0);
        for (var i = 0; i < rows; i++)
        {
            offsets[i + 1] = length += names[column.Rows[i]].Length;
        }

        var bytes = new byte[length];
        for (var i = 0; i < rows; i++)
        {
            names[column.Rows[i]].CopyTo(bytes, offsets[i]);
        }

        return new StringArray(rows, Buffer<int>(offsets), Buffer<byte>(bytes), ArrowBuffer.Empty);
    }

    private static (Date32Array Days, Int64Array Years) Starts(DataBatch batch)
    {
        var (days, years, rows) = (new int[batch.Rows], new long[batch.Rows], batch.Rows);
        var (withDay, withYear) = (new ArrowBuffer.BitmapBuilder(rows), new ArrowBuffer.BitmapBuilder(rows));
        for (var i = 0; i < rows; i++)
        {
            var start = new PartialDate(batch.Starts[i]);
            days[i] = start.Exact is { } day ? day.DayNumber - Epoch : 0;
            years[i] = start.IsUnknown ? 0 : start.Year;
            withDay.Append(start.IsExact);
            withYear.Append(!start.IsUnknown);
        }

        return (
            new Date32Array(Buffer<int>(days), withDay.Build(), rows, withDay.UnsetBitCount, 0),
            new Int64Array(Buffer<long>(years), withYear.Build(), rows, withYear.UnsetBitCount, 0));
    }

    private static ArrowBuffer Buffer<T>(ReadOnlySpan<T> values)
        where T : struct => new ArrowBuffer.Builder<T>(values.Length).Append(values).Build();
}
