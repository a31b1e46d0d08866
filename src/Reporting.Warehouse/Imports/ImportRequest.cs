using Reporting.Warehouse.Imports.Mappings;

namespace Reporting.Warehouse.Imports;

/// <summary>
/// A file to import. The stream is read while other imports wait: spool what comes over a network before.
/// A dry run gives the same result without writing. More rejected engagements than <paramref name="MaxRejected"/> and nothing is taken.
/// </summary>
public sealed record ImportRequest(Stream Content, string FileName, string Mapping = ImportRunner.NativeMapping, bool DryRun = false, int MaxRejected = 0)
{
    public static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(10);

    /// <summary>A mapping that is in no catalogue, by which the file is read instead of the one that is named.</summary>
    public Mapping? MappingFile { get; init; }

    /// <summary>How long other imports are waited for.</summary>
    public TimeSpan Wait { get; init; } = UsualWait;

    /// <summary>True when the file is all there is: engagements of the same mapping that it does not have are retired.</summary>
    public bool Replace { get; init; }

    /// <summary>What the importer sees: of other members the result does not tell, and nothing is taken from them.</summary>
    public VisibleMembers Seen { get; init; } = VisibleMembers.All;

    /// <summary>Where the refused rows are written, in the layout of the file, so that they can be corrected and imported; nothing is written when none is refused.</summary>
    public Stream? Rejected { get; init; }

    /// <summary>Told the version and the hash of the file just before they are committed; what it throws ends the import, and nothing is taken.</summary>
    public Func<int, string, Task>? Planned { get; init; }

    /// <summary>Told how far the import is, now and then.</summary>
    public IProgress<ImportProgress>? Progress { get; init; }
}
