namespace Reporting.Delivery.Mail;

/// <summary>What the head of a mail says beside its subject.</summary>
/// <param name="Unsubscribe">Address for mail programs' own button; null for none.</param>
/// <param name="ListId">Stays the same for all mails of a subscription.</param>
internal sealed record MimeHeaders(string MessageId, IReadOnlyList<string> To, IReadOnlyList<string> Cc, string? Unsubscribe, string ListId);
