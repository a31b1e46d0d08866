using Apache.Arrow;
using Apache.Arrow.Ipc;
using ParquetSharp;
using Reporting.Rendering.Columns;
using Reporting.Rendering.Tests.Excel.LargeSheets;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Tests.Columns;

/// <summary>Values, batches and streams of Arrow and Parquet. Readers of others read them in Reporting.Api.Tests/Columns.</summary>
public sealed class ColumnFormatTests
{
    // More than eight batches of Arrow and one group of Parquet.
    private const int Many = 132_000;

    private static readonly ColumnField[] Fields =
    [
        new("text", ColumnType.Text, "Text"), new("whole", ColumnType.Whole, "Whole", "people"), new("amount", ColumnType.Amount, "Amount", "USD"), new("fraction", ColumnType.Fraction, "Fraction"),
        new("flag", ColumnType.Flag, "Flag"), new("day", ColumnType.Day, "Day"), new("texts", ColumnType.Texts, "Texts"),
    ];

    private static readonly object?[][] Values =
    [
        ["नमस्ते, \"=1\"", long.MaxValue, 12_345_678_901_234.0000000001m, 1d / 3, true, new DateOnly(1899, 12, 31), new[] { "a", "b" }],
        [null, null, null, null, null, null, System.Array.Empty<string>()],
        [string.Empty, -1L, -0.01m, -0d, false, new PartialDate(20_240_700), new[] { "שלום" }],
        [new string('x', 70_000), 0L, 0m, 1e300, true, new PartialDate(20_240_705), new[] { "a" }],
    ];

    [Fact]
    public async Task Arrow_gives_back_every_value()
    {
        using var reader = new ArrowStreamReader(new MemoryStream(await WriteAsync(ColumnFormat.Arrow, Values)));
        using var batch = await reader.ReadNextRecordBatchAsync();
        Assert.Equal(("words", "Amount", "USD"), (batch.Schema.Metadata["meta"], batch.Schema.GetFieldByName("amount").Metadata["caption"], batch.Schema.GetFieldByName("amount").Metadata["unit"]));
        var (texts, wholes, amounts, lists) = ((StringArray)batch.Column("text"), (Int64Array)batch.Column("whole"), (Decimal128Array)batch.Column("amount"), (ListArray)batch.Column("texts"));
        for (var i = 0; i < Values.Length; i++)
        {
            Assert.Equal(Values[i][0], texts.GetString(i));
            Assert.Equal(Values[i][1], wholes.GetValue(i));
            Assert.Equal((decimal?)Values[i][2], amounts.GetValue(i));
            Assert.Equal(Values[i][3], ((DoubleArray)batch.Column("fraction")).GetValue(i));
            Assert.Equal(Values[i][4], ((BooleanArray)batch.Column("flag")).GetValue(i));
            Assert.Equal(Day(i), ((Date32Array)batch.Column("day")).GetDateOnly(i));
            var list = (StringArray)lists.GetSlicedValues(i);
            Assert.Equal((string[])Values[i][6]!, Enumerable.Range(0, list.Length).Select(j => list.GetString(j)));
        }
    }

    [Fact]
    public async Task Parquet_gives_back_every_value()
    {
        using var reader = new ParquetFileReader(new MemoryStream(await WriteAsync(ColumnFormat.Parquet, Values)));
        Assert.Equal("words", reader.FileMetaData.KeyValueMetadata["meta"]);
        Assert.Contains("""{"name":"amount","caption":"Amount","unit":"USD"}""", reader.FileMetaData.KeyValueMetadata["columns"], StringComparison.Ordinal);
        using var group = reader.RowGroup(0);
        Assert.Equal(Values.Select(v => (string?)v[0]), Read<string?>(group, 0));
        Assert.Equal(Values.Select(v => (long?)v[1]), Read<long?>(group, 1));
        Assert.Equal(Values.Select(v => (decimal?)v[2]), Read<decimal?>(group, 2));
        Assert.Equal(Values.Select(v => (double?)v[3]), Read<double?>(group, 3));
        Assert.Equal(Values.Select(v => (bool?)v[4]), Read<bool?>(group, 4));
        Assert.Equal(Enumerable.Range(0, Values.Length).Select(Day), Read<Date?>(group, 5).Select(d => d is { } day ? DateOnly.FromDateTime(day.DateTime) : (DateOnly?)null));
        Assert.Equal(Values.Select(v => (string[])v[6]!), Read<string[]>(group, 6));
    }

    [Theory]
    [InlineData("arrow")]
    [InlineData("parquet")]
    public async Task A_table_without_rows_has_its_columns(string format)
    {
        var content = await WriteAsync(ColumnFormat.Find(format)!, []);
        if (format == "parquet")
        {
            using var parquet = new ParquetFileReader(new MemoryStream(content));
            Assert.Equal((Fields.Length, 0L), (parquet.FileMetaData.NumColumns, parquet.FileMetaData.NumRows));
            return;
        }

        using var reader = new ArrowStreamReader(new MemoryStream(content));
        Assert.Null(await reader.ReadNextRecordBatchAsync());
        Assert.Equal(Fields.Length, reader.Schema.FieldsList.Count);
    }

    [Theory]
    [InlineData("arrow", 9)]
    [InlineData("parquet", 2)]
    public async Task Many_rows_are_written_in_batches(string format, int batches)
    {
        var content = await WriteAsync(ColumnFormat.Find(format)!, Enumerable.Range(0, Many).Select(i => new object?[] { $"t{i}", (long)i, (decimal)i, i / 2d, i % 2 == 0, null, new[] { "a" } }));
        if (format == "parquet")
        {
            using var parquet = new ParquetFileReader(new MemoryStream(content));
            Assert.Equal(batches, parquet.FileMetaData.NumRowGroups);
            using var last = parquet.RowGroup(batches - 1);
            Assert.Equal(Many - 1, Read<long?>(last, 1)[^1]);
            return;
        }

        using var reader = new ArrowStreamReader(new MemoryStream(content));
        var (read, sum) = (0, 0L);
        while (await reader.ReadNextRecordBatchAsync() is { } batch)
        {
            using (batch)
            {
                sum += ((Int64Array)batch.Column("whole")).Sum(v => v!.Value);
                read++;
            }
        }

        Assert.Equal((batches, Many * (Many - 1L) / 2), (read, sum));
    }

    private static DateOnly? Day(int row) => Values[row][5] is PartialDate date ? date.Exact : (DateOnly?)Values[row][5];

    private static async Task<byte[]> WriteAsync(ColumnFormat format, IEnumerable<object?[]> rows)
    {
        await using var target = new AsyncOnlyStream();
        await format.WriteAsync(ColumnTable.OfRows(Fields, new Dictionary<string, string> { ["meta"] = "words" }, rows.ToAsyncEnumerable()), target, CancellationToken.None);
        return target.ToArray();
    }

    private static T[] Read<T>(RowGroupReader group, int column)
    {
        using var reader = group.Column(column).LogicalReader<T>();
        return reader.ReadAll(checked((int)group.MetaData.NumRows));
    }
}
