using MimeKit;

namespace Reporting.Delivery.Mail;

/// <summary>Sends messages to a relay or a folder.</summary>
public interface IMailTransport
{
    /// <summary>True if sending the same message again makes no duplicate. No delivery is then ambiguous.</summary>
    bool IsRepeatable { get; }

    /// <param name="beforeEnd">Awaited before the last byte, with which the relay accepts the message. It records the state that remains after a crash.</param>
    /// <remarks>Throws only before that byte. A later failure is returned as a result.</remarks>
    Task<SendResult> SendAsync(Envelope envelope, MimeMessage message, Func<CancellationToken, Task> beforeEnd, CancellationToken cancellationToken);
}

/// <summary>Sender and recipient of one message, and its Message-ID without the angle brackets.</summary>
public sealed record Envelope(string Sender, string Recipient, string MessageId);
