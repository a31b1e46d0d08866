namespace Reporting.Warehouse.Imports;

/// <summary>
/// A file to import. The stream is read once, while other imports wait: spool what comes over a network before.
/// A dry run gives the same result without writing. More rejected engagements than <paramref name="MaxRejected"/> and nothing is taken.
/// </summary>
public sealed record ImportRequest(Stream Content, string FileName, string Mapping = ImportRunner.NativeMapping, bool DryRun = false, int MaxRejected = 0);
