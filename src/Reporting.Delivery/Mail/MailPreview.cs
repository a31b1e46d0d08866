namespace Reporting.Delivery.Mail;

/// <summary>What would be sent to one recipient.</summary>
/// <param name="Reason">Why it would not be sent, or why the recipient may get something else than is shown; null where neither is so.</param>
/// <param name="Mail">Null where it cannot be made.</param>
public sealed record MailPreview(string Recipient, DateTimeOffset Due, bool WouldSend, string? Reason, ComposedMail? Mail, long? DataVersion, long? Rows);
