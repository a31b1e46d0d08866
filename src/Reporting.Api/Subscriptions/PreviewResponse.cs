using Reporting.Delivery.Mail;
using Reporting.Delivery.Outbox;

namespace Reporting.Api.Subscriptions;

/// <summary>What would be sent to one recipient at its next due time, made with the asker's own eyes.</summary>
/// <param name="Reason">Why it would not be sent, or would be another; null where neither is so.</param>
/// <param name="Attachments">Names of the files inside.</param>
/// <param name="Linked">Names of the files that would be links.</param>
/// <param name="Bytes">The whole message as it would travel.</param>
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
