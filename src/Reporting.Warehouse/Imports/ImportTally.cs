using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports;

/// <summary>Counts an import as it goes.</summary>
internal sealed class ImportTally(StarMembers members, StarWriter writer)
{
    private readonly List<Refusal> _refusals = [];
    private readonly List<ImportWarning> _warnings = [];
    private int _rejected;
    private int _refused;

    public StarWriter Writer => writer;

    public bool HasChanges => writer.Added + writer.Changed + members.Changed + members.New.Total > 0;

    public void Add(Findings findings)
    {
        _rejected += findings.Refusals.Count > 0 ? 1 : 0;
        _refused += findings.Refusals.Count;
        _refusals.AddRange(findings.Refusals.Take(ImportRunner.MaxListed - _refusals.Count));
        _warnings.AddRange(findings.Warnings.Take(ImportRunner.MaxListed - _warnings.Count));
    }

    public ImportResult Result(ImportRequest request, string fileHash, int rows, int versionSoFar) => new()
    {
        Mapping = request.Mapping,
        FileName = request.FileName,
        FileHash = fileHash,
        DryRun = request.DryRun,
        Taken = _rejected <= request.MaxRejected,
        // The version before this import: its own row, if begun, is not committed yet.
        DataVersion = writer.ImportKey is null ? versionSoFar : versionSoFar - 1,
        Rows = rows,
        Added = writer.Added,
        Changed = writer.Changed,
        Unchanged = writer.Unchanged,
        Rejected = _rejected,
        DomainLinks = writer.DomainLinks,
        ParticipationLines = writer.Lines,
        SourceLinks = writer.SourceLinks,
        NewMembers = members.New,
        ChangedMembers = members.Changed,
        Refusals = _refusals,
        RefusalsOmitted = _refused - _refusals.Count,
        Warnings =
        [
            .. _warnings,
            .. members.Participants.WithoutKind.Order(StringComparer.Ordinal).Take(100)
                .Select(code => new ImportWarning(0, $"'{code}' is named only as a parent; nothing says what it is.")),
        ],
    };
}
