namespace Reporting.Delivery.Mail;

/// <summary>From and to whom one copy travels, and its Message-ID without the angle brackets.</summary>
public sealed record Envelope(string Sender, string Recipient, string MessageId);
