using Apache.Arrow;
using Apache.Arrow.Types;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Columns;

/// <summary>A table for programs that read columns (Arrow, Parquet).</summary>
/// <param name="Schema">The fields, and what the file says of itself: the members of <c>meta</c> in JSON, as texts.</param>
/// <param name="Batches">Can be read once.</param>
public sealed record ColumnTable(IReadOnlyList<ColumnField> Fields, Schema Schema, IAsyncEnumerable<RecordBatch> Batches)
{
    /// <summary>Receives the number of written rows.</summary>
    public IProgress<long>? Progress { get; init; }

    /// <summary>True if each batch is a group of rows in Parquet, with dictionaries of its own.</summary>
    public bool IsGrouped { get; init; }

    /// <param name="rows">A value for each field, null if unknown. Can be read once.</param>
    public static ColumnTable OfRows(IReadOnlyList<ColumnField> fields, IReadOnlyDictionary<string, string> meta, IAsyncEnumerable<object?[]> rows)
    {
        var builder = new BatchBuilder(fields, meta);
        return new ColumnTable(fields, builder.Schema, builder.ReadAsync(rows));
    }

    internal static Schema SchemaOf(IReadOnlyList<ColumnField> fields, IReadOnlyDictionary<string, string> meta) => new(fields.Select(f => f.ArrowField), meta);
}

/// <summary>A typed column.</summary>
/// <param name="Name">As in JSON.</param>
/// <param name="Caption">A name for people.</param>
/// <param name="Unit">Such as USD or ratio; null for texts.</param>
public sealed record ColumnField(string Name, ColumnType Type, string Caption, string? Unit = null)
{
    /// <summary>The type of texts that are given as a dictionary.</summary>
    internal static readonly DictionaryType NamesOfABatch = new(Int32Type.Default, StringType.Default, ordered: false);

    private const int Digits = 28;

    /// <summary>The decimals of an amount. Allocated amounts have ten at most.</summary>
    public int Decimals { get; init; } = 10;

    /// <summary>True for texts that seldom repeat: Parquet makes no dictionary of them.</summary>
    public bool IsVaried { get; init; }

    /// <summary>True for texts that are given as a dictionary of each batch.</summary>
    public bool HasDictionary { get; init; }

    /// <summary>True for a column without nulls.</summary>
    public bool IsRequired { get; init; }

    internal Field ArrowField
    {
        get
        {
            var meta = new Dictionary<string, string> { ["caption"] = Caption };
            if (Unit is { } unit)
            {
                meta["unit"] = unit;
            }

            return new Field(Name, ArrowType, nullable: Type != ColumnType.Texts && !IsRequired, meta);
        }
    }

    internal IArrowType ArrowType => Type switch
    {
        ColumnType.Text => HasDictionary ? NamesOfABatch : StringType.Default,
        ColumnType.Whole => Int64Type.Default,
        ColumnType.Amount => new Decimal128Type(Digits, Decimals),
        ColumnType.Fraction => DoubleType.Default,
        ColumnType.Flag => BooleanType.Default,
        ColumnType.Day => Date32Type.Default,
        _ => new ListType(new Field("item", StringType.Default, nullable: true)),
    };

    /// <summary>The day of a value of the type <see cref="ColumnType.Day"/>; null without a stated day.</summary>
    internal static DateOnly? DayOf(object? value) => value is PartialDate date ? date.Exact : (DateOnly?)value;
}

/// <summary>The type of a column's values.</summary>
public enum ColumnType
{
    /// <summary>A <see cref="string"/>.</summary>
    Text,

    /// <summary>A <see cref="long"/>.</summary>
    Whole,

    /// <summary>A <see cref="decimal"/>, written exactly.</summary>
    Amount,

    /// <summary>A <see cref="double"/>.</summary>
    Fraction,

    /// <summary>A <see cref="bool"/>.</summary>
    Flag,

    /// <summary>A <see cref="DateOnly"/>, or a <see cref="PartialDate"/>, which is null without a stated day.</summary>
    Day,

    /// <summary>A list of <see cref="string"/>, never null.</summary>
    Texts,
}
