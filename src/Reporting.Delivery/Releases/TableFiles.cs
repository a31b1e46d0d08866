using System.Globalization;
using CsvHelper;
using Reporting.Rendering.Columns;
using Reporting.Rendering.Values;

namespace Reporting.Delivery.Releases;

/// <summary>Writes one table as CSV and as Parquet, row by row. Memory holds the rows of one Parquet group.</summary>
internal sealed class TableFiles : IAsyncDisposable
{
    // Amounts are exact to the millionth of a cent (decision 0038).
    private const int AmountDecimals = 8;

    private readonly ReleaseTable _table;
    private readonly FileStream _csvFile;
    private readonly FileStream _parquetFile;
    private readonly CsvWriter _csv;
    private readonly ParquetTable _parquet;
    private readonly HashSet<object> _members = [];

    private TableFiles(ReleaseTable table, FileStream csvFile, FileStream parquetFile, ParquetTable parquet)
    {
        (_table, _csvFile, _parquetFile, _parquet) = (table, csvFile, parquetFile, parquet);
        _csv = CsvWriter.Create(csvFile, new CsvWriterOptions(), leaveOpen: true);
    }

    public long Rows => _parquet.Rows;

    public static async Task<TableFiles> CreateAsync(ReleaseTable table, string folder, CancellationToken cancellationToken)
    {
        var (csv, parquet) = (File.Create(Path.Combine(folder, table.Name + ".csv")), File.Create(Path.Combine(folder, table.Name + ".parquet")));
        var files = new TableFiles(table, csv, parquet, ParquetTable.Create([.. table.Columns.Select(FieldOf)], new Dictionary<string, string>(), parquet));
        foreach (var column in table.Columns)
        {
            files._csv.WriteField(column.Name);
        }

        await files._csv.EndRecordAsync(cancellationToken);
        return files;
    }

    public async Task AddAsync(object?[] row, CancellationToken cancellationToken)
    {
        if (_table.IsOfMembers && !_members.Add(row[0]!))
        {
            return;
        }

        foreach (var value in row)
        {
            _csv.WriteField(CsvText(value));
        }

        await _csv.EndRecordAsync(cancellationToken);
        _parquet.Add(row);
    }

    /// <summary>Writes what is left. Without it the files are not whole.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        _parquet.Complete();
        await _csv.DisposeAsync();
        _csvFile.Flush(flushToDisk: true);
        _parquetFile.Flush(flushToDisk: true);
    }

    public async ValueTask DisposeAsync()
    {
        _parquet.Dispose();
        await _csvFile.DisposeAsync();
        await _parquetFile.DisposeAsync();
    }

    private static string? CsvText(object? value) => value switch
    {
        null => null,
        string text => FormulaGuard.Guard(text),
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        decimal amount => amount.ToString("0.00######", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A release has no column of {value.GetType().Name}.", nameof(value)),
    };

    private static ColumnField FieldOf(ReleaseColumn column) => new(column.Name, column.Type, column.Meaning) { Decimals = AmountDecimals };
}
