namespace Reporting.Delivery.Mail.Smtp;

/// <summary>The relay answered, and the answer is no.</summary>
internal sealed class SmtpRefusalException(SmtpReply reply) : Exception(reply.ToString())
{
    public SmtpReply Reply { get; } = reply;
}
