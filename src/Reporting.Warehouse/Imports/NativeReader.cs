using System.Runtime.CompilerServices;
using System.Text;

namespace Reporting.Warehouse.Imports;

/// <summary>Reads the native CSV format (<see cref="NativeColumns"/>): consecutive rows of one code become one record.</summary>
internal sealed class NativeReader(Stream content)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);

    /// <summary>Data rows read so far.</summary>
    public int Rows { get; private set; }

    public async IAsyncEnumerable<EngagementRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new StreamReader(content, Utf8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        var rows = new CsvRows(text);
        if (!await NextAsync(rows, cancellationToken))
        {
            throw ImportFileException.Invalid("empty-file", "The file is empty.", $"The first row names the columns: {string.Join(',', NativeColumns.Required)} and others.");
        }

        var row = new NativeRow(NativeHeader.Read(rows));
        EngagementRecord? current = null;
        while (await NextAsync(rows, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            row.Read(rows);
            if (row.IsBlank)
            {
                continue;
            }

            Rows++;
            if (current is not null && row.Code.Length > 0 && row.Code == current.Code)
            {
                row.Continue(current);
                continue;
            }

            if (current is not null)
            {
                yield return current;
            }

            current = Begin(row);
        }

        if (current is not null)
        {
            yield return current;
        }
    }

    private static async ValueTask<bool> NextAsync(CsvRows rows, CancellationToken cancellationToken)
    {
        try
        {
            return await rows.ReadAsync(cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            throw ImportFileException.Invalid("not-utf8", $"The file is not UTF-8 text (after row {rows.Row}).", "Save it as 'CSV UTF-8 (comma delimited)' and import it again.");
        }
    }

    private EngagementRecord Begin(NativeRow row)
    {
        var record = row.Begin();
        if (row.Code.Length > 0 && !_codes.Add(row.Code))
        {
            record.Refusals.Add(new Refusal(
                row.Number, row.Code, "Code", row.Code, "Rows of this code stand further up, with others between.", "Put all rows of one engagement together."));
        }

        return record;
    }
}
