using Reporting.Warehouse.Imports.Checks;
using Reporting.Warehouse.Imports.Merging;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports;

/// <summary>Counts the results of an import while it runs.</summary>
internal sealed class ImportTally(StarMembers members)
{
    private readonly List<RowError> _refusals = [];
    private readonly List<ImportWarning> _warnings = [];
    private readonly List<PreviewedEngagement> _first = [];
    private readonly ReportGroups _groups = new();
    private int _refused;
    private int _warned;

    public int Rejected { get; private set; }

    public StarMembers Members => members;

    public void Add(RecordErrors findings)
    {
        Rejected += findings.Errors.Count > 0 ? 1 : 0;
        _refused += findings.Errors.Count;
        findings.Errors.ForEach(_groups.Add);
        _refusals.AddRange(findings.Errors.Take(ImportRunner.MaxListed - _refusals.Count));
        Add(findings.Warnings);
    }

    public void Add(IReadOnlyCollection<ImportWarning> warnings)
    {
        _warned += warnings.Count;
        foreach (var warning in warnings)
        {
            _groups.Add(warning);
        }

        _warnings.AddRange(warnings.Take(ImportRunner.MaxListed - _warnings.Count));
    }

    public void Show(CheckedEngagement engagement)
    {
        if (_first.Count < PreviewedEngagement.Max)
        {
            _first.Add(PreviewedEngagement.Of(engagement));
        }
    }

    public bool HasChanges(MergeCounts counts) => counts.Added + counts.Changed + counts.Retired + members.Changed + members.New.Total > 0;

    public ImportResult Result(ImportRequest request, IRecordReader reader, string fileHash, MergeCounts counts, int version) => new()
    {
        Mapping = request.Mapping,
        FileName = request.FileName,
        FileHash = fileHash,
        DryRun = request.DryRun,
        Taken = Rejected <= request.MaxRejected,
        DataVersion = version,
        Rows = reader.Rows,
        Ignored = reader.Ignored,
        Added = counts.Added,
        Changed = counts.Changed,
        Unchanged = counts.Unchanged,
        Retired = counts.Retired,
        Rejected = Rejected,
        DomainLinks = counts.DomainLinks,
        ParticipationLines = counts.Lines,
        SourceLinks = counts.SourceLinks,
        NewMembers = members.New,
        ChangedMembers = members.Changed,
        UnknownDomainLinks = counts.UnknownDomainLinks,
        UnknownParticipationLines = counts.UnknownLines,
        UnknownSourceLinks = counts.UnknownSourceLinks,
        LeftOut = [.. reader.LeftOut],
        RefusalGroups = _groups.Errors,
        WarningGroups = _groups.Warnings,
        Refusals = _refusals,
        RefusalsOmitted = _refused - _refusals.Count,
        Warnings = _warnings,
        WarningsOmitted = _warned - _warnings.Count,
        First = _first,
    };
}
