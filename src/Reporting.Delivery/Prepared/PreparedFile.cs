namespace Reporting.Delivery.Prepared;

/// <summary>A file that is mailed.</summary>
/// <param name="StoredAs">Its name in the folder of mailed files.</param>
public sealed record PreparedFile(string StoredAs, string FileName, string ContentType, long Bytes);
