using System.Runtime.CompilerServices;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Native;

/// <summary>Reads the native format (<see cref="NativeColumns"/>) from text or a workbook. Consecutive rows with one code become one record.</summary>
internal sealed class NativeReader(ImportFile file, StagingDatabase staging) : IRecordReader
{
    private NativeRow? _row;

    public int Rows { get; private set; }

    public int Ignored => 0;

    public bool HasStatements { get; private set; }

    public CleanedValues Cleaned { get; } = new();

    public IEnumerable<ImportWarning> Notes => (_row?.Doubts ?? []).Select(doubt => new ImportWarning(0, doubt));

    public RejectedLayout Layout { get; private set; } = new(file.Encoding, ',', true, [], -1);

    public async IAsyncEnumerable<EngagementRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var shape = FileShape.Native with { Delimiter = file.DelimiterOf(NativeColumns.All) };
        using var rows = await file.RowsAsync(shape, cancellationToken);
        if (!await rows.ReadAsync(cancellationToken))
        {
            throw new ImportFileException(ErrorCodes.EmptyFile, "The file is empty.", $"The first row names the columns: {string.Join(',', NativeColumns.Required)} and others.");
        }

        var header = NativeHeader.Read(rows, file.IsWorkbook);
        var row = _row = new NativeRow(header, file.IsWorkbook, Cleaned);
        Layout = new RejectedLayout(file.Encoding, shape.Delimiter, true, [[.. Enumerable.Range(0, header.Width).Select(i => rows[i])]], 0);
        HasStatements = header.IndexOf("StatedField") >= 0;
        EngagementRecord? current = null;
        while (await rows.ReadAsync(cancellationToken))
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

    private EngagementRecord Begin(NativeRow row)
    {
        var record = row.Begin();
        if (row.Code.Length > 0 && staging.CountOccurrence(row.Code) > 0)
        {
            record.Errors.Add(new RowError(
                row.Number, row.Code, "Code", row.Code, "Other rows separate this row from earlier rows of the same code.", "Put all rows of one engagement together."));
        }

        return record;
    }
}
