using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Reporting.Delivery.Mail;

/// <summary>
/// Hands a message to a mail relay with MailKit and tells how far it came: what was lost before the final dot may be sent again, what was lost after it may
/// have arrived. One connection a message: relays close idle ones at will, and a hand-over takes milliseconds.
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
            return Answered(session.Phase, (int)answer.StatusCode, answer.Message);
        }
        catch (ServiceNotAuthenticatedException answer)
        {
            return Answered(session.Phase, (int)SmtpStatusCode.AuthenticationRequired, answer.Message);
        }
        catch (Exception untrusted) when (untrusted is SslHandshakeException)
        {
            return SendResult.Broken(SendPhase.Securing, $"TLS with the relay failed: {untrusted.Message}");
        }
        catch (Exception broken) when (IsOfTheConnection(broken) || session.Phase == SendPhase.Ending)
        {
            // Once the dot is sent, whatever breaks leaves the same doubt.
            return SendResult.Broken(session.Phase, broken.Message);
        }
    }

    private static bool IsOfTheConnection(Exception broken) =>
        broken is IOException or SocketException or TimeoutException or ProtocolException or AuthenticationException or NotSupportedException;

    // Before the envelope the relay refuses us, not the message: an administrator mends that, and until then nothing is lost.
    private static SendResult Answered(SendPhase phase, int code, string text) => code switch
    {
        >= 200 and < 300 when phase == SendPhase.Ending => SendResult.Accepted($"{code} {text}"),
        >= 400 and < 500 => new SendResult(SendState.PutOff, phase, $"{code} {text}"),
        >= 500 and < 600 => new SendResult(phase >= SendPhase.Envelope ? SendState.Refused : SendState.PutOff, phase, $"{code} {text}"),
        _ => SendResult.Broken(phase, $"{code} {text}"),
    };

    // Checked where subscriptions are written, too; a line end here would be a command of somebody else's.
    private static MailboxAddress Address(string address) => address.AsSpan().IndexOfAny("<>\r\n \t") < 0
        ? new MailboxAddress(null, address)
        : throw new ArgumentException("Not an address.", nameof(address));
}
