namespace Reporting.Delivery.Exports;

/// <summary>The finished file of a job.</summary>
/// <param name="StoredAs">Its name in the folder of exports.</param>
/// <param name="Tag">The ETag that the same download would have; null where it had none.</param>
/// <param name="Handling">Code of the highest marking of what it is about; null where there is none.</param>
/// <param name="DataVersion">Which data it is made of, and <paramref name="Rows"/> how many it shows: for the audit trail; null for files of older programs.</param>
public sealed record ExportFile(string StoredAs, string FileName, string ContentType, long Bytes, string? Tag, string? Handling, long? DataVersion, long? Rows);
