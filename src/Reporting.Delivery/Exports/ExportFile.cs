namespace Reporting.Delivery.Exports;

/// <summary>The finished file of a job.</summary>
/// <param name="StoredAs">Its name in the folder of exports.</param>
/// <param name="Tag">The ETag that the same download would have; null where it had none.</param>
public sealed record ExportFile(string StoredAs, string FileName, string ContentType, long Bytes, string? Tag);
