namespace Reporting.Warehouse.Imports.Files;

/// <summary>A row that is kept while the file is read on.</summary>
internal sealed class BufferedRow : IFileRows
{
    private readonly string[] _values;

    private BufferedRow(int row, string[] values) => (Row, _values) = (row, values);

    public int Row { get; }

    public bool IsBlank => Array.TrueForAll(_values, string.IsNullOrWhiteSpace);

    public int Count => _values.Length;

    public string this[int index] => _values[index];

    public static BufferedRow Of(IFileRows rows)
    {
        var values = new string[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = rows[i];
        }

        return new BufferedRow(rows.Row, values);
    }

    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);

    public void Dispose()
    {
    }
}
