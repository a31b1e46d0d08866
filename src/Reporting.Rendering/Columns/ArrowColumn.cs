using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Reporting.Rendering.Columns;

/// <summary>A column of a batch, filled value by value and taken batch by batch.</summary>
internal sealed record ArrowColumn(Action<object?> Add, Func<IArrowArray> Build)
{
    public static ArrowColumn Of(ColumnField field) => field.Type switch
    {
        ColumnType.Text => Texts(),
        ColumnType.Whole => Of(new Int64Array.Builder(), static v => (long)v),
        ColumnType.Fraction => Of(new DoubleArray.Builder(), static v => (double)v),
        ColumnType.Flag => Flags(),
        ColumnType.Day => Days(),
        ColumnType.Amount => Amounts(field),
        _ => Lists(),
    };

    private static ArrowColumn Of<T, TArray, TBuilder>(PrimitiveArrayBuilder<T, TArray, TBuilder> builder, Func<object, T> value)
        where T : struct, IEquatable<T>
        where TArray : IArrowArray
        where TBuilder : PrimitiveArrayBuilder<T, TArray, TBuilder> => new(
        v => _ = v is null ? builder.AppendNull() : builder.Append(value(v)),
        () => Taken(builder.Build(default), () => builder.Clear()));

    private static ArrowColumn Texts()
    {
        var builder = new StringArray.Builder();
        var bytes = new byte[256];
        return new(v => _ = v is null ? builder.AppendNull() : builder.Append(Utf8((string)v, ref bytes)), () => Taken(builder.Build(default), () => builder.Clear()));
    }

    private static ArrowColumn Flags()
    {
        var builder = new BooleanArray.Builder();
        return new(v => _ = v is null ? builder.AppendNull() : builder.Append((bool)v), () => Taken(builder.Build(default), () => builder.Clear()));
    }

    private static ArrowColumn Days()
    {
        var builder = new Date32Array.Builder();
        return new(v => _ = ColumnField.DayOf(v) is { } day ? builder.Append(day) : builder.AppendNull(), () => Taken(builder.Build(default), () => builder.Clear()));
    }

    private static ArrowColumn Amounts(ColumnField field)
    {
        var builder = new Decimal128Array.Builder((Decimal128Type)field.ArrowType);
        return new(v => _ = v is null ? builder.AppendNull() : builder.Append(decimal.Round((decimal)v, field.Decimals)), () => Taken(builder.Build(default), () => builder.Clear()));
    }

    private static ArrowColumn Lists()
    {
        var builder = new ListArray.Builder(StringType.Default);
        var values = (StringArray.Builder)builder.ValueBuilder;
        return new(
            v =>
            {
                builder.Append();
                foreach (var text in (IEnumerable<string>)v!)
                {
                    values.Append(text);
                }
            },
            () => Taken(builder.Build(default), () => builder.Clear()));
    }

    private static ReadOnlySpan<byte> Utf8(string text, ref byte[] bytes)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (bytes.Length < most)
        {
            bytes = new byte[most];
        }

        return bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes));
    }

    private static IArrowArray Taken(IArrowArray array, Action clear)
    {
        clear();
        return array;
    }
}
