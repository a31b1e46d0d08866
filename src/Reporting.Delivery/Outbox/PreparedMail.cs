using Reporting.Engine.Reports;
using Reporting.Rendering.Mails;

namespace Reporting.Delivery.Outbox;

/// <summary>The contents of a mail: summary and files, all from one data version.</summary>
/// <param name="GroupKey">Equal for the same report, parameters, language, formats and row scope.</param>
/// <param name="Fingerprint">Hash of all figures, without the data version; equal if no figure changed.</param>
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

/// <summary>A mail whose files are not stored yet.</summary>
/// <param name="Contents">Its files.</param>
/// <param name="Engagements">Its engagements, with which the next mail is compared; null if there are too many.</param>
public sealed record MadeMail(PreparedMail Mail, IReadOnlyList<ReadOnlyMemory<byte>> Contents, MailedEngagements? Engagements);

/// <summary>Identifies the contents of a mail: report, parameters, formats, and the day for relative periods.</summary>
internal sealed record MailContentKey(string Report, IReadOnlyList<KeyValuePair<string, string>> Parameters, IReadOnlyList<string> Formats, DateOnly Day)
{
    /// <summary>True if a file lists engagements. Then a change in a list counts as a change of the mail.</summary>
    public bool HasLists { get; init; }

    /// <summary>The id of the edition; null for the data of the day.</summary>
    public string? Edition { get; init; }

    /// <summary>The report's definition as the subscription's owner found it.</summary>
    public required ReportDefinition Definition { get; init; }

    /// <summary>The parameters of the document that is compared with the document of the previous mail.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ComparedParameters =>
        HasLists && Parameters.All(p => p.Key != ReportParameters.Detail) ? [.. Parameters, new(ReportParameters.Detail, "full")] : Parameters;
}

/// <summary>A mailed file.</summary>
/// <param name="StoredAs">The file's name in Mail:FilesFolder.</param>
public sealed record PreparedFile(string StoredAs, string FileName, string ContentType, long Bytes);
