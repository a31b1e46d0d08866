using Reporting.Delivery.Mail;
using Reporting.Delivery.Outbox;

namespace Reporting.Api.Subscriptions;

/// <summary>The mail of one recipient at the next due time, with the caller's own access rights.</summary>
/// <param name="Reason">Why the mail would not be sent, or why it may differ for the recipient; otherwise null.</param>
/// <param name="Attachments">Names of the attached files.</param>
/// <param name="Linked">Names of the linked files.</param>
/// <param name="Bytes">Size of the encoded message.</param>
public sealed record PreviewResponse(
    string Recipient,
    DateTimeOffset Due,
    bool WouldSend,
    string? Reason,
    string? Subject,
    string? Text,
    string? Html,
    IReadOnlyList<string> Attachments,
    IReadOnlyList<string> Linked,
    long Bytes,
    long? DataVersion)
{
    internal static PreviewResponse Of(MailPreview p) => new(
        p.Recipient, p.Due, p.WouldSend, p.Reason, p.Mail?.Subject, p.Mail?.Text, p.Mail?.Html, p.Mail?.Attached ?? [], p.Mail?.Linked ?? [], p.Mail?.Message.Bytes().Length ?? 0, p.DataVersion);
}
