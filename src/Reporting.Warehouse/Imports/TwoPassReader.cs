using System.Runtime.CompilerServices;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Checks;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports;

/// <summary>
/// Reads a file in which sources state values twice. A later row may have the kind and the day of a source, on which the choice between its values depends.
/// </summary>
internal sealed class TwoPassReader(Func<IRecordReader> open, ImportFile file, StagingDatabase staging, DeclaredValues declared) : IRecordReader
{
    private IRecordReader _reader = open();

    public int Rows => _reader.Rows;

    public int Ignored => _reader.Ignored;

    public RejectedLayout Layout => _reader.Layout;

    public bool HasStatements => _reader.HasStatements;

    public CleanedValues Cleaned => _reader.Cleaned;

    public IEnumerable<ImportWarning> Notes => _reader.Notes;

    public IEnumerable<LeftOut> LeftOut => _reader.LeftOut;

    public string? Doubt => _reader.Doubt;

    public async IAsyncEnumerable<EngagementRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var record in _reader.ReadAsync(cancellationToken))
        {
            if (!HasStatements)
            {
                yield return record;
                continue;
            }

            record.Sources.ForEach(Describe);
        }

        if (!HasStatements)
        {
            yield break;
        }

        file.Rewind();
        staging.ForgetOccurrences();
        _reader = open();
        await foreach (var record in _reader.ReadAsync(cancellationToken))
        {
            yield return record;
        }
    }

    // The first row with a valid value counts, as for all members.
    private void Describe(SourceRecord source)
    {
        if (SourceKinds.All.Contains(source.Kind, StringComparer.Ordinal))
        {
            declared.Agrees(DeclaredValues.KindInFile, source.Source, source.Kind, source.Row, out _, out _);
        }

        if (PartialDate.TryParse(source.PublishedOn, out var day) && day.IsExact)
        {
            declared.Agrees(DeclaredValues.DayInFile, source.Source, source.PublishedOn, source.Row, out _, out _);
        }

        declared.Keep();
    }
}
