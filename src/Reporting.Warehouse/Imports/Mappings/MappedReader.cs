using System.Runtime.CompilerServices;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Reads any file with its mapping. Rows become the same records as in the native layout.</summary>
internal sealed class MappedReader(ImportFile file, StagingDatabase staging, Mapping mapping, CountryCodes countries) : IRecordReader
{
    private const int MaxRows = 10_000;
    private const int MaxTail = 1000;

    private readonly MappingKeys.FileKeys _keys = mapping.Keys.File ?? new MappingKeys.FileKeys();

    private readonly Dictionary<string, int> _leftOut = new(StringComparer.Ordinal);
    private int _count;
    private MappedRow? _row;

    public int Rows { get; private set; }

    public int Ignored { get; private set; }

    public bool HasStatements => mapping.Keys.Sources?.Any(source => source.States is { Count: > 0 }) == true;

    public CleanedValues Cleaned { get; } = new();

    public RejectedLayout Layout { get; private set; } = new(file.Encoding, ',', true, [], -1);

    public IEnumerable<ImportWarning> Notes => (_row?.Countries.Doubts.Select(doubt => doubt.Message).Concat(_row.Doubts) ?? []).Select(doubt => new ImportWarning(0, doubt));

    public IEnumerable<LeftOut> LeftOut => _leftOut.Select(left => new LeftOut(left.Key, left.Value));

    public string? Doubt => _row?.Countries.Doubts.FirstOrDefault(doubt => doubt.IsUnstated).Message;

    public async IAsyncEnumerable<EngagementRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var rows = await file.RowsAsync(mapping.Shape, cancellationToken);
        var cells = new MappedCells(mapping, await HeaderAsync(rows, cancellationToken), Cleaned);
        var reader = _row = new MappedRow(mapping, cells, staging, countries);
        var where = (mapping.Keys.Where ?? []).ConvertAll(condition => new ConditionReader(condition, cells));
        var filled = new FilledRows(rows, cells.Expand(_keys.FillDown ?? []));
        EngagementRecord? current = null;
        await foreach (var isData in DataAsync(filled, cells, cancellationToken))
        {
            if (!isData)
            {
                LeaveOut("notes after the data");
                continue;
            }

            if (where.Find(condition => !condition.Holds()) is { } unmet)
            {
                LeaveOut($"not where {unmet.Text}");
                continue;
            }

            Rows++;
            var code = reader.Code();
            if (reader.IsManyRows && current is not null && code.Length > 0 && code == current.Code)
            {
                ContinueRecord(cells, reader, current);
                continue;
            }

            if (current is not null)
            {
                yield return reader.End(current);
            }

            current = reader.Begin(code);
            if (current is null)
            {
                LeaveOut("repeated rows with equal values");
                continue;
            }

            AddRow(cells, reader, current);
        }

        if (current is not null)
        {
            yield return reader.End(current);
        }
    }

    private void ContinueRecord(MappedCells cells, MappedRow reader, EngagementRecord record)
    {
        if (record.RawRows.Count < MaxRows)
        {
            reader.Continue(record);
            AddRow(cells, reader, record);
        }
        else if (record.RawRows.Count == MaxRows)
        {
            reader.Refuse(record, "", record.Code, $"The engagement has more than {MaxRows:N0} rows.", "Give each engagement its own code.");
            record.RawRows.Add((cells.Number, cells.RawRow));
        }
    }

    private void AddRow(MappedCells cells, MappedRow reader, EngagementRecord record)
    {
        record.RawRows.Add((cells.Number, cells.RawRow));
        if (cells.Fields > cells.Values.Length)
        {
            reader.Refuse(record, "", "", $"The row has {Plural.Of(cells.Fields, "value")}, but the header has {Plural.Of(cells.Values.Length, "name")}.", "Enclose values that contain the delimiter in quotation marks.");
        }
        else if (!file.IsWorkbook && _keys.ShortRows != "allow" && cells.Raw.Length > 0 && IsShort(cells))
        {
            reader.Refuse(record, "", "", "The row has fewer values than the header. The file may have been cut off.", "Export the file again. If short rows are normal in this file, write 'short_rows: allow' into the mapping.");
        }
    }

    private bool IsShort(MappedCells cells) => mapping.HeaderRow > 0 && _count < cells.Width;

    private async Task<IReadOnlyList<string>> HeaderAsync(IFileRows rows, CancellationToken cancellationToken)
    {
        var lead = new List<string[]>();
        var header = mapping.HeaderRow;
        var skip = header + (_keys.SkipAfterHeader ?? 0);
        while (lead.Count < skip && await rows.ReadAsync(cancellationToken))
        {
            var values = new string[rows.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = rows[i];
            }

            // Rows of a workbook are numbered and may be missing. Rows of a text file include blank ones.
            while (lead.Count < Math.Min(rows.Row - 1, skip))
            {
                lead.Add([]);
            }

            if (lead.Count < skip)
            {
                lead.Add(values);
            }
        }

        if (lead.Count < header)
        {
            throw new ImportFileException(ErrorCodes.EmptyFile, lead.Count == 0 ? "The file is empty." : $"The file ends before row {header}, the header row of the mapping.", "Check the file, and header_row in the mapping.");
        }

        var isText = !file.IsWorkbook;
        Layout = new RejectedLayout(file.Encoding, isText ? mapping.Shape.Delimiter : ',', !isText || mapping.Shape.Quotes, lead, header - 1);
        if (header == 0)
        {
            return [.. Enumerable.Range(0, 702).Select(ColumnLetters.Of)];
        }

        var names = lead[header - 1];
        if (names.Any(name => name.Contains('\0')))
        {
            throw new ImportFileException(ErrorCodes.NotUtf8, "The column names contain zero bytes. The file is not text, or it has another encoding than the mapping states.", "Write the right encoding into the mapping, such as utf-16.");
        }

        return names;
    }

    /// <summary>True for each data row, false for one that the mapping ignores.</summary>
    private async IAsyncEnumerable<bool> DataAsync(IFileRows rows, MappedCells cells, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = new Queue<BufferedRow>();
        var keep = _keys.SkipLast ?? 0;
        var hasEnded = false;
        while (await rows.ReadAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            IFileRows row = rows;
            if (keep > 0)
            {
                var held = BufferedRow.Of(rows);
                if (!held.IsBlank)
                {
                    last.Enqueue(held);
                }

                if (last.Count <= keep)
                {
                    continue;
                }

                row = last.Dequeue();
            }

            cells.Read(row);
            _count = row.Count;
            if (cells.IsBlank)
            {
                continue;
            }

            hasEnded |= _keys.EndsAt is { } end && TextSteps.Key(cells.Values.FirstOrDefault(v => v.Length > 0) ?? "").StartsWith(TextSteps.Key(end), StringComparison.Ordinal);
            if (hasEnded && Layout.Tail.Count < MaxTail)
            {
                Layout.Tail.Add(cells.RawRow);
            }

            yield return !hasEnded;
        }

        foreach (var row in last)
        {
            Layout.Tail.Add([.. Enumerable.Range(0, row.Count).Select(i => row[i])]);
            LeaveOut("notes after the data");
        }
    }

    private void LeaveOut(string why)
    {
        Ignored++;
        _leftOut[why] = _leftOut.GetValueOrDefault(why) + 1;
    }
}
