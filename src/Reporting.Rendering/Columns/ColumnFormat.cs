namespace Reporting.Rendering.Columns;

/// <summary>A format of columns.</summary>
/// <param name="Id">The name in requests.</param>
/// <param name="Extension">With its dot.</param>
public sealed record ColumnFormat(string Id, string ContentType, string Extension)
{
    public static readonly ColumnFormat Arrow = new("arrow", "application/vnd.apache.arrow.stream", ".arrows");

    public static readonly ColumnFormat Parquet = new("parquet", "application/vnd.apache.parquet", ".parquet");

    public static readonly IReadOnlyList<ColumnFormat> All = [Arrow, Parquet];

    /// <summary>Null for another format.</summary>
    public static ColumnFormat? Find(string? id) => All.FirstOrDefault(f => f.Id == id);

    /// <summary>Writes the table in batches, forward only, in constant memory.</summary>
    public Task WriteAsync(ColumnTable table, Stream target, CancellationToken cancellationToken) =>
        this == Arrow ? ArrowStream.WriteAsync(table, target, cancellationToken) : ParquetTable.WriteAsync(table, target, cancellationToken);
}
