using System.Globalization;
using CsvHelper;
using Parquet;
using Parquet.Schema;
using Reporting.Rendering.Values;

namespace Reporting.Delivery.Releases;

/// <summary>Writes one table as CSV and as Parquet, row by row. Memory holds the rows of one Parquet group.</summary>
internal sealed class TableFiles : IAsyncDisposable
{
    private const int RowsOfAGroup = 50_000;

    // Amounts are exact to the millionth of a cent (decision 0038).
    private const int AmountDecimals = 8;
    private const int AmountDigits = 28;

    private readonly ReleaseTable _table;
    private readonly FileStream _csvFile;
    private readonly FileStream _parquetFile;
    private readonly CsvWriter _csv;
    private readonly ParquetWriter _parquet;
    private readonly DataField[] _fields;
    private readonly List<object?[]> _group = [];
    private readonly HashSet<object> _members = [];

    private TableFiles(ReleaseTable table, FileStream csvFile, FileStream parquetFile, ParquetWriter parquet, DataField[] fields)
    {
        (_table, _csvFile, _parquetFile, _parquet, _fields) = (table, csvFile, parquetFile, parquet, fields);
        _csv = CsvWriter.Create(csvFile, new CsvWriterOptions(), leaveOpen: true);
    }

    public long Rows { get; private set; }

    public static async Task<TableFiles> CreateAsync(ReleaseTable table, string folder, CancellationToken cancellationToken)
    {
        var fields = table.Columns.Select(FieldOf).ToArray();
        var (csv, parquet) = (File.Create(Path.Combine(folder, table.Name + ".csv")), File.Create(Path.Combine(folder, table.Name + ".parquet")));
        var files = new TableFiles(table, csv, parquet, await ParquetWriter.CreateAsync(new ParquetSchema(fields), parquet, cancellationToken: cancellationToken), fields);
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
        _group.Add(row);
        Rows++;
        if (_group.Count == RowsOfAGroup)
        {
            await WriteGroupAsync(cancellationToken);
        }
    }

    /// <summary>Writes what is left. Without it the files are not whole.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_group.Count > 0)
        {
            await WriteGroupAsync(cancellationToken);
        }

        await _csv.DisposeAsync();
        await _parquet.DisposeAsync();
        _csvFile.Flush(flushToDisk: true);
        _parquetFile.Flush(flushToDisk: true);
    }

    public async ValueTask DisposeAsync()
    {
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

    private static DataField FieldOf(ReleaseColumn column) => column.Type switch
    {
        ReleaseType.Text => new DataField(column.Name, typeof(string), isNullable: true),
        ReleaseType.Whole => new DataField(column.Name, typeof(long), isNullable: true),
        ReleaseType.Amount => new DecimalDataField(column.Name, AmountDigits, AmountDecimals, isNullable: true),
        ReleaseType.Fraction => new DataField(column.Name, typeof(double), isNullable: true),
        ReleaseType.Flag => new DataField(column.Name, typeof(bool), isNullable: true),
        ReleaseType.Day => new DataField(column.Name, typeof(DateOnly), isNullable: true),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Type, null),
    };

    private async Task WriteGroupAsync(CancellationToken cancellationToken)
    {
        using var group = _parquet.CreateRowGroup();
        for (var i = 0; i < _fields.Length; i++)
        {
            var (field, values) = (_fields[i], _group.Select(row => row[i]));
            await (_table.Columns[i].Type switch
            {
                ReleaseType.Text => group.WriteAsync(field, [.. values.Select(v => (string)v!)]),
                ReleaseType.Whole => WriteAsync(values.Select(v => v is null ? (long?)null : Convert.ToInt64(v, CultureInfo.InvariantCulture))),
                ReleaseType.Amount => WriteAsync(values.Cast<decimal?>()),
                ReleaseType.Fraction => WriteAsync(values.Cast<double?>()),
                ReleaseType.Flag => WriteAsync(values.Cast<bool?>()),
                _ => WriteAsync(values.Cast<DateOnly?>()),
            });

            Task WriteAsync<T>(IEnumerable<T?> column)
                where T : struct => group.WriteAsync<T>(field, new ReadOnlyMemory<T?>([.. column]), cancellationToken: cancellationToken);
        }

        group.CompleteValidate();
        _group.Clear();
    }
}
