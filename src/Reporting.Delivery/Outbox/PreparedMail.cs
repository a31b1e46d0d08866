using Reporting.Rendering.Mails;

namespace Reporting.Delivery.Outbox;

/// <summary>A report as it is mailed: what stands in the mail, and the files. All of it is of one data version.</summary>
/// <param name="GroupKey">The same for the same report, parameters, language, formats and row scope at any time.</param>
/// <param name="Fingerprint">Of every figure, without the data version: equal where nothing changed.</param>
public sealed record PreparedMail(
    string Id,
    string GroupKey,
    string Fingerprint,
    MailSummary Summary,
    IReadOnlyList<PreparedFile> Files,
    bool IsEmpty,
    long DataVersion,
    DateTimeOffset? DataAsOf,
    long Rows);

/// <summary>What a mail asks: a report with parameters, as files, on a day by which relative periods are resolved.</summary>
internal sealed record MailContentKey(string Report, IReadOnlyList<KeyValuePair<string, string>> Parameters, IReadOnlyList<string> Formats, DateOnly Day);

/// <summary>A file that is mailed.</summary>
/// <param name="StoredAs">Its name in the folder of mailed files.</param>
public sealed record PreparedFile(string StoredAs, string FileName, string ContentType, long Bytes);
