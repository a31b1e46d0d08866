using System.Runtime.InteropServices;
using Parquet;
using Parquet.Schema;

namespace Reporting.Rendering.Columns;

/// <summary>A column of a Parquet file, filled value by value and written group by group.</summary>
internal sealed record ParquetColumn(Field Field, Action<object?> Add, Func<ParquetRowGroupWriter, CancellationToken, Task> WriteAsync)
{
    private const int Digits = 28;

    public static ParquetColumn Of(ColumnField field) => field.Type switch
    {
        ColumnType.Text => Texts(field),
        ColumnType.Whole => Of(new DataField(field.Name, typeof(long), isNullable: true), v => (long?)v),
        ColumnType.Fraction => Of(new DataField(field.Name, typeof(double), isNullable: true), v => (double?)v),
        ColumnType.Flag => Of(new DataField(field.Name, typeof(bool), isNullable: true), v => (bool?)v),
        ColumnType.Day => Of(new DataField(field.Name, typeof(DateOnly), isNullable: true), ColumnField.DayOf),
        ColumnType.Amount => Of(new DecimalDataField(field.Name, Digits, field.Decimals, isNullable: true), v => v is null ? (decimal?)null : decimal.Round((decimal)v, field.Decimals)),
        _ => Lists(field),
    };

    private static ParquetColumn Of<T>(DataField field, Func<object?, T?> value)
        where T : struct
    {
        var values = new List<T?>();
        return new(field, v => values.Add(value(v)), async (group, cancellationToken) =>
        {
            await group.WriteAsync<T>(field, new ReadOnlyMemory<T?>(Array(values)), cancellationToken: cancellationToken);
            values.Clear();
        });
    }

    private static ParquetColumn Texts(ColumnField column)
    {
        var field = new DataField(column.Name, typeof(string), isNullable: true);
        var values = new List<string>();
        return new(field, v => values.Add((string)v!), async (group, _) =>
        {
            await group.WriteAsync(field, values);
            values.Clear();
        });
    }

    // The repetition level is 0 for the first text of a list, 1 for the others. An empty list is one missing text.
    private static ParquetColumn Lists(ColumnField column)
    {
        var item = new DataField("element", typeof(string), isNullable: true);
        var field = new ListField(column.Name, item);
        var (values, levels) = (new List<string>(), new List<int>());
        return new(field, v =>
        {
            var texts = (IReadOnlyCollection<string>)v!;
            levels.Add(0);
            levels.AddRange(Enumerable.Repeat(1, Math.Max(0, texts.Count - 1)));
            values.AddRange(texts.Count == 0 ? [null!] : texts);
        }, async (group, _) =>
        {
            await group.WriteAsync(item, values, levels.ToArray());
            values.Clear();
            levels.Clear();
        });
    }

    private static T[] Array<T>(List<T> values)
    {
        var array = new T[values.Count];
        CollectionsMarshal.AsSpan(values).CopyTo(array);
        return array;
    }
}
