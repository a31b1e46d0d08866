using MimeKit;

namespace Reporting.Delivery.Mail;

/// <summary>Hands messages over: to a relay, or to a folder.</summary>
public interface IMailTransport
{
    /// <summary>True where handing the same message over again makes no second copy: then nothing is ever ambiguous.</summary>
    bool IsRepeatable { get; }

    /// <param name="beforeEnd">Awaited before the last byte by which the message becomes the relay's: what it writes is what is known after a crash.</param>
    /// <remarks>It throws only before that byte; what breaks from there on is an answer.</remarks>
    Task<SendResult> SendAsync(Envelope envelope, MimeMessage message, Func<CancellationToken, Task> beforeEnd, CancellationToken cancellationToken);
}

/// <summary>From and to whom one copy travels, and its Message-ID without the angle brackets.</summary>
public sealed record Envelope(string Sender, string Recipient, string MessageId);
