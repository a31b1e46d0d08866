namespace Reporting.Delivery.Mail;

/// <summary>A file inside a mail.</summary>
internal sealed record MimeAttachment(string FileName, string ContentType, ReadOnlyMemory<byte> Content);
