using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Reporting.Delivery.Mail.Smtp;

/// <summary>
/// Hands a message to a mail relay by the submission protocol (RFC 5321, 6409) and tells how far it came: what was lost before the final dot may be sent
/// again, what was lost after it may have arrived. One connection a message: relays close idle ones at will, and a hand-over takes milliseconds.
/// </summary>
public sealed class SmtpTransport(SmtpOptions options) : IMailTransport
{
    private static readonly byte[] FinalDot = ".\r\n"u8.ToArray();

    public bool IsRepeatable => false;

    public async Task<SendResult> SendAsync(Envelope envelope, ReadOnlyMemory<byte> message, Func<CancellationToken, Task> beforeEnd, CancellationToken cancellationToken)
    {
        var (sender, recipient) = (Address(envelope.Sender), Address(envelope.Recipient));
        var phase = SendPhase.Connecting;
        try
        {
            await using var relay = new SmtpConnection(options);
            await relay.ConnectAsync(cancellationToken);
            phase = SendPhase.Securing;
            var isTls = IsImplicitTls;
            if (isTls)
            {
                await relay.SecureAsync(cancellationToken);
            }

            phase = SendPhase.Greeting;
            Demand(await relay.ReadReplyAsync(cancellationToken));
            var offers = await HelloAsync(relay, cancellationToken);
            if (!isTls && options.Security != SmtpSecurity.None)
            {
                phase = SendPhase.Securing;
                isTls = await StartTlsAsync(relay, offers, cancellationToken);
                offers = isTls ? await HelloAsync(relay, cancellationToken) : offers;
            }

            phase = SendPhase.Authenticating;
            await AuthenticateAsync(relay, offers, isTls, cancellationToken);
            phase = SendPhase.Envelope;
            var eightBit = offers.Contains("8BITMIME") ? " BODY=8BITMIME" : string.Empty;
            Demand(await relay.CommandAsync($"MAIL FROM:<{sender}>{eightBit}", cancellationToken));
            Demand(await relay.CommandAsync($"RCPT TO:<{recipient}>", cancellationToken));
            Demand(await relay.CommandAsync("DATA", cancellationToken));
            phase = SendPhase.Content;
            await relay.SendAsync(DotStuffing.Of(message.Span), cancellationToken);
            await relay.EnsureIdleAsync(cancellationToken);
            await beforeEnd(cancellationToken);
            await relay.EnsureIdleAsync(cancellationToken);
            phase = SendPhase.Ending;
            // From here on stopping the program must not make an accepted message look unsent.
            await relay.SendAsync(FinalDot, CancellationToken.None);
            var taken = Demand(await relay.ReadReplyAsync(CancellationToken.None));
            await QuitAsync(relay);
            return SendResult.Accepted(taken.ToString());
        }
        catch (SmtpRefusalException no)
        {
            // Before the envelope the relay refuses us, not the message: that is for an administrator to mend, and until then nothing is lost.
            return new SendResult(no.Reply.IsForGood && phase >= SendPhase.Envelope ? SendState.Refused : SendState.PutOff, phase, no.Message);
        }
        catch (AuthenticationException untrusted)
        {
            return SendResult.Broken(phase, $"TLS with the relay failed: {untrusted.Message}");
        }
        catch (Exception broken) when (broken is IOException or SocketException || phase == SendPhase.Ending)
        {
            // Once the dot is sent, whatever breaks leaves the same doubt.
            return SendResult.Broken(phase, broken.Message);
        }
    }

    private bool IsImplicitTls => options.Security == SmtpSecurity.ImplicitTls || (options.Security == SmtpSecurity.Auto && options.Port == 465);

    private static async Task<SmtpOffers> HelloAsync(SmtpConnection relay, CancellationToken cancellationToken)
    {
        var name = Dns.GetHostName();
        var extended = await relay.CommandAsync($"EHLO {(name.Contains('.', StringComparison.Ordinal) ? name : "[127.0.0.1]")}", cancellationToken);
        return SmtpOffers.Of(extended.IsPositive ? extended : Demand(await relay.CommandAsync($"HELO {name}", cancellationToken)));
    }

    private async Task<bool> StartTlsAsync(SmtpConnection relay, SmtpOffers offers, CancellationToken cancellationToken)
    {
        if (offers.Contains("STARTTLS"))
        {
            Demand(await relay.CommandAsync("STARTTLS", cancellationToken));
            await relay.SecureAsync(cancellationToken);
            return true;
        }

        if (options.Security == SmtpSecurity.StartTls || !await IsThisMachineAsync(cancellationToken))
        {
            throw new IOException("The relay offers no STARTTLS; mail is not sent unprotected unless Mail:Smtp:Security is None.");
        }

        return false;
    }

    private async Task<bool> IsThisMachineAsync(CancellationToken cancellationToken) =>
        (await Dns.GetHostAddressesAsync(options.Host!, cancellationToken)).All(IPAddress.IsLoopback);

    private async Task AuthenticateAsync(SmtpConnection relay, SmtpOffers offers, bool isTls, CancellationToken cancellationToken)
    {
        if (options.UserName is null)
        {
            return;
        }

        if (!isTls && !await IsThisMachineAsync(cancellationToken))
        {
            throw new IOException("A password is not sent without TLS.");
        }

        var password = options.Password ?? string.Empty;
        if (offers.CanAuthenticateBy("PLAIN"))
        {
            Demand(await relay.CommandAsync($"AUTH PLAIN {Base64($"\0{options.UserName}\0{password}")}", cancellationToken));
            return;
        }

        if (!offers.CanAuthenticateBy("LOGIN"))
        {
            throw new IOException("The relay offers neither AUTH PLAIN nor AUTH LOGIN.");
        }

        Demand(await relay.CommandAsync("AUTH LOGIN", cancellationToken));
        Demand(await relay.CommandAsync(Base64(options.UserName), cancellationToken));
        Demand(await relay.CommandAsync(Base64(password), cancellationToken));
    }

    // The message is the relay's already: how the connection ends matters to nobody.
    private static async Task QuitAsync(SmtpConnection relay)
    {
        try
        {
            await relay.CommandAsync("QUIT", CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
        }
    }

    private static SmtpReply Demand(SmtpReply reply) => reply.IsPositive ? reply : throw new SmtpRefusalException(reply);

    // Checked where subscriptions are written; a line end here would be a command of somebody else's.
    private static string Address(string address) => address.AsSpan().IndexOfAny("<>\r\n \t") < 0
        ? address
        : throw new ArgumentException("Not an address.", nameof(address));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
