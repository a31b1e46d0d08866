using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Reporting.Delivery.Mail;

/// <summary>
/// Sends a message to a mail relay with MailKit and reports the phase it reached. A message lost before the final dot can be sent again; one lost after it may
/// have arrived. Each message has its own connection, because relays close idle connections and sending takes milliseconds.
/// </summary>
public sealed class SmtpTransport(SmtpOptions options) : IMailTransport
{
    public bool IsRepeatable => false;

    public async Task<SendResult> SendAsync(Envelope envelope, MimeMessage message, Func<CancellationToken, Task> beforeEnd, CancellationToken cancellationToken)
    {
        var (sender, recipient) = (Address(envelope.Sender), Address(envelope.Recipient));
        using var session = new SmtpSession(options);
        try
        {
            await session.ConnectAsync(cancellationToken);
            await session.AuthenticateAsync(cancellationToken);
            var reply = await session.SendAsync(message, sender, recipient, beforeEnd, cancellationToken);
            await session.QuitAsync();
            return SendResult.Accepted($"250 {reply}");
        }
        catch (SmtpCommandException answer)
        {
            return FromReply(session.Phase, (int)answer.StatusCode, answer.Message);
        }
        catch (ServiceNotAuthenticatedException answer)
        {
            return FromReply(session.Phase, (int)SmtpStatusCode.AuthenticationRequired, answer.Message);
        }
        catch (Exception untrusted) when (untrusted is SslHandshakeException)
        {
            return SendResult.Broken(SendPhase.Securing, $"TLS with the relay failed: {untrusted.Message}");
        }
        catch (Exception broken) when (IsConnectionFailure(broken) || session.Phase == SendPhase.Ending)
        {
            // After the dot, every failure is ambiguous.
            return SendResult.Broken(session.Phase, broken.Message);
        }
    }

    internal static bool IsConnectionFailure(Exception broken) =>
        broken is IOException or SocketException or TimeoutException or ProtocolException or AuthenticationException or NotSupportedException;

    // Before the envelope, the relay refuses the connection and not the message. The delivery waits until an administrator fixes the settings.
    private static SendResult FromReply(SendPhase phase, int code, string text) => code switch
    {
        >= 200 and < 300 when phase == SendPhase.Ending => SendResult.Accepted($"{code} {text}"),
        >= 400 and < 500 => new SendResult(SendState.Postponed, phase, $"{code} {text}"),
        >= 500 and < 600 => new SendResult(phase >= SendPhase.Envelope ? SendState.Refused : SendState.Postponed, phase, $"{code} {text}"),
        _ => SendResult.Broken(phase, $"{code} {text}"),
    };

    // Subscriptions validate addresses too. A line break here would inject an SMTP command.
    private static MailboxAddress Address(string address) => address.AsSpan().IndexOfAny("<>\r\n \t") < 0
        ? new MailboxAddress(null, address)
        : throw new ArgumentException("Not an address.", nameof(address));
}
