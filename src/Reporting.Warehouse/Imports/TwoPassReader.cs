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
/// <param name="refused">The rows of engagements that were refused when the file was checked before: they describe no source.</param>
internal sealed class TwoPassReader(Func<IRecordReader> open, ImportFile file, StagingDatabase staging, DeclaredValues declared, ISet<int> refused) : IRecordReader
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

    /// <summary>Records the refusal of an engagement. True if it describes a source and was not known to be refused, so that the file must be checked again.</summary>
    public bool Refuse(EngagementRecord record) => HasStatements && record.Sources.Exists(s => IsKind(s) || IsDay(s)) && refused.Add(record.Row);

    /// <summary>Goes back to the beginning of the file.</summary>
    public void Rewind() => file.Rewind();

    public async IAsyncEnumerable<EngagementRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var record in _reader.ReadAsync(cancellationToken))
        {
            if (!HasStatements)
            {
                yield return record;
                continue;
            }

            if (!refused.Contains(record.Row))
            {
                record.Sources.ForEach(Describe);
            }
        }

        if (!HasStatements)
        {
            yield break;
        }

        Rewind();
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
        if (IsKind(source))
        {
            declared.Agrees(DeclaredValues.KindInFile, source.Source, source.Kind, source.Row, out _, out _);
        }

        if (IsDay(source))
        {
            declared.Agrees(DeclaredValues.DayInFile, source.Source, source.PublishedOn, source.Row, out _, out _);
        }

        declared.Keep();
    }

    private static bool IsKind(SourceRecord source) => SourceKinds.All.Contains(source.Kind, StringComparer.Ordinal);

    private static bool IsDay(SourceRecord source) => PartialDate.TryParse(source.PublishedOn, out var day) && day.IsExact;
}
