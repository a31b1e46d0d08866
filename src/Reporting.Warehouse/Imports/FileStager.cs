using Reporting.Warehouse.Imports.Checks;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Merging;
using Reporting.Warehouse.Imports.Native;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports;

/// <summary>Checks the records of a file, and stages those that are accepted.</summary>
internal sealed class FileStager(ImportRequest request, ImportSession session, ClassificationLevels markings)
{
    private const int RowsBetweenReports = 5000;

    // Each check may refuse further rows. Only a file that was made for this needs more checks.
    private const int MaxChecks = 4;

    public static bool SeesAll(ImportRequest request) => ReferenceEquals(request.Visible, VisibleMembers.All);

    /// <summary>
    /// The reader and the counts after the last row. A refused row must not tell the kind of a source to other rows, but it is refused only after all kinds
    /// are known. The file is then checked again.
    /// </summary>
    public async Task<(IRecordReader Reader, ImportTally Tally)> StageAsync(Mapping? mapping, ImportFile file)
    {
        var refused = new HashSet<int>();
        for (var attempt = 1; ; attempt++)
        {
            var members = await StarMembers.LoadAsync(session, request.Visible, new MemberChanges(mapping is null || mapping.Keys.CorrectMembers == true, request.Visible));
            var stated = new DeclaredValues(session.Staging);
            var reader = new TwoPassReader(
                () => mapping is null ? new NativeReader(file, session.Staging) : new MappedReader(file, session.Staging, mapping, members.Countries), file, session.Staging, stated, refused);
            var (tally, isComplete) = await StageAsync(reader, stated, members);
            if (isComplete || attempt == MaxChecks)
            {
                return (reader, tally);
            }

            reader.Rewind();
            session.Staging.Clear();
            request.Rejected?.SetLength(0);
        }
    }

    private async Task<(ImportTally Tally, bool IsComplete)> StageAsync(TwoPassReader reader, DeclaredValues stated, StarMembers members)
    {
        var isComplete = true;
        var tally = new ImportTally(members);
        var writer = await StageWriter.OpenAsync(session, members);
        var relations = await RelationCheck.LoadAsync(session, SeesAll(request));
        var check = new EngagementCheck(members, stated, markings, session.Now.Year, session, relations);
        await using var rejected = new RejectedFile(request.Rejected ?? Stream.Null);
        var reported = 0;
        await foreach (var record in reader.ReadAsync(session.CancellationToken))
        {
            var (engagement, findings) = await check.CheckAsync(record);
            tally.Add(findings);
            if (engagement is null)
            {
                stated.Forget();
                isComplete &= !reader.Refuse(record);
                writer.Refuse(record.Code);
                await rejected.AddAsync(record, findings.Errors, reader.Layout);
            }
            else
            {
                stated.Keep();
                relations.Keep(engagement);
                tally.Show(engagement);
                writer.Write(engagement);
            }

            if (reader.Rows - reported >= RowsBetweenReports)
            {
                reported = reader.Rows;
                request.Progress?.Report(new ImportProgress(reported, tally.Rejected, IsMerging: false));
            }
        }

        return (tally, isComplete);
    }
}
