using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Reporting.Rendering.Columns;

/// <summary>A column of an Arrow stream, filled value by value and taken batch by batch.</summary>
internal sealed record ArrowColumn(Field Field, Action<object?> Add, Func<IArrowArray> Build)
{
    private const int Digits = 28;

    public static ArrowColumn Of(ColumnField field) => field.Type switch
    {
        ColumnType.Text => Texts(field),
        ColumnType.Whole => Of(field, Int64Type.Default, new Int64Array.Builder(), static v => (long)v),
        ColumnType.Fraction => Of(field, DoubleType.Default, new DoubleArray.Builder(), static v => (double)v),
        ColumnType.Flag => Flags(field),
        ColumnType.Day => Days(field),
        ColumnType.Amount => Amounts(field),
        _ => Lists(field),
    };

    private static ArrowColumn Of<T, TArray, TBuilder>(ColumnField field, IArrowType type, PrimitiveArrayBuilder<T, TArray, TBuilder> builder, Func<object, T> value)
        where T : struct, IEquatable<T>
        where TArray : IArrowArray
        where TBuilder : PrimitiveArrayBuilder<T, TArray, TBuilder> => new(
        Named(field, type),
        v => _ = v is null ? builder.AppendNull() : builder.Append(value(v)),
        () => Taken(builder.Build(default), () => builder.Clear()));

    private static ArrowColumn Texts(ColumnField field)
    {
        var builder = new StringArray.Builder();
        var bytes = new byte[256];
        return new(Named(field, StringType.Default), v => _ = v is null ? builder.AppendNull() : builder.Append(Utf8((string)v, ref bytes)), () => Taken(builder.Build(default), () => builder.Clear()));
    }

    private static ArrowColumn Flags(ColumnField field)
    {
        var builder = new BooleanArray.Builder();
        return new(Named(field, BooleanType.Default), v => _ = v is null ? builder.AppendNull() : builder.Append((bool)v), () => Taken(builder.Build(default), () => builder.Clear()));
    }

    private static ArrowColumn Days(ColumnField field)
    {
        var builder = new Date32Array.Builder();
        return new(Named(field, Date32Type.Default), v => _ = ColumnField.DayOf(v) is { } day ? builder.Append(day) : builder.AppendNull(), () => Taken(builder.Build(default), () => builder.Clear()));
    }

    private static ArrowColumn Amounts(ColumnField field)
    {
        var type = new Decimal128Type(Digits, field.Decimals);
        var builder = new Decimal128Array.Builder(type);
        return new(Named(field, type), v => _ = v is null ? builder.AppendNull() : builder.Append(decimal.Round((decimal)v, field.Decimals)), () => Taken(builder.Build(default), () => builder.Clear()));
    }

    private static ArrowColumn Lists(ColumnField field)
    {
        var builder = new ListArray.Builder(StringType.Default);
        var values = (StringArray.Builder)builder.ValueBuilder;
        return new(
            Named(field, new ListType(new Field("item", StringType.Default, nullable: true)), isNullable: false),
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

    private static Field Named(ColumnField field, IArrowType type, bool isNullable = true)
    {
        var meta = new Dictionary<string, string> { ["caption"] = field.Caption };
        if (field.Unit is { } unit)
        {
            meta["unit"] = unit;
        }

        return new Field(field.Name, type, isNullable, meta);
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
