using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports;

/// <summary>
/// A file to import. Other imports wait while the stream is read, so store an upload in a temporary file first.
/// A dry run gives the same result and writes nothing. Nothing is imported when more engagements than <paramref name="MaxRejected"/> are rejected.
/// </summary>
public sealed record ImportRequest(Stream Content, string FileName, string Mapping = MappingCatalog.Native, bool DryRun = false, int MaxRejected = 0)
{
    public static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(10);

    /// <summary>A mapping outside the catalogue, used instead of the named one.</summary>
    public Mapping? MappingFile { get; init; }

    /// <summary>How long to wait for other imports.</summary>
    public TimeSpan Wait { get; init; } = UsualWait;

    /// <summary>True when the file is complete: engagements of the same mapping that are missing from it are retired.</summary>
    public bool Replace { get; init; }

    /// <summary>The members that the importer may see. The result does not show the others or use their values.</summary>
    public VisibleMembers Visible { get; init; } = VisibleMembers.All;

    /// <summary>The data version that the rows were made from. With another one nothing is imported, and the problem is <c>data-moving</c>. Null for any.</summary>
    public long? MadeFrom { get; init; }

    /// <summary>Receives the refused rows in the file's layout, for correcting and importing again. Stays empty without refusals.</summary>
    public Stream? Rejected { get; init; }

    /// <summary>Called with the version and the hash of the file just before the commit. An exception ends the import without changes.</summary>
    public Func<int, string, Task>? Planned { get; init; }

    /// <summary>Receives the progress at intervals.</summary>
    public IProgress<ImportProgress>? Progress { get; init; }

    /// <summary>Ends an import whose rows were made from another data version.</summary>
    internal void CheckVersion(long version)
    {
        if (MadeFrom is { } from && from != version)
        {
            throw new ImportFileException(DataVersionRetry.ProblemWhile("an engagement was changed"));
        }
    }
}
