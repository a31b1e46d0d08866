using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Reporting.Delivery.Mail;

/// <summary>A connection to the relay for one message. It tracks the phase of sending.</summary>
internal sealed class SmtpSession : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly SmtpOptions _options;
    private readonly RelayReplies _replies = new();
    private readonly SmtpClient _client;

    // The session owns the socket, so that it can poll it before the final dot.
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public SmtpSession(SmtpOptions options)
    {
        _options = options;
        _client = new SmtpClient(_replies) { Timeout = options.TimeoutSeconds * 1_000, CheckCertificateRevocation = false, ServerCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(certificate, chain, errors) };
        if (Dns.GetHostName() is var name && name.Contains('.', StringComparison.Ordinal))
        {
            _client.LocalDomain = name;
        }
    }

    public SendPhase Phase { get; private set; } = SendPhase.Connecting;

    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            limit.CancelAfter(_client.Timeout);
            try
            {
                await _socket.ConnectAsync(_options.Host!, _options.Port, limit.Token);
            }
            catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"The relay did not answer within {_options.TimeoutSeconds} s.", late);
            }
        }

        Phase = SendPhase.Greeting;
        await _client.ConnectAsync(_socket, _options.Host!, _options.Port, Security, cancellationToken);
        Phase = SendPhase.Securing;
        if (_client.IsSecure || _options.Security == SmtpSecurity.None || (_options.Security == SmtpSecurity.Auto && await IsThisMachineAsync(cancellationToken)))
        {
            return;
        }

        throw new IOException("The relay offers no STARTTLS. Set Mail:Smtp:Security to None to send mail without encryption.");
    }

    public async Task AuthenticateAsync(CancellationToken cancellationToken)
    {
        Phase = SendPhase.Authenticating;
        if (_options.UserName is null)
        {
            return;
        }

        if (!_client.IsSecure && !await IsThisMachineAsync(cancellationToken))
        {
            throw new IOException("The connection to the relay has no TLS, so the password was not sent. Use a relay with TLS, or remove Mail:Smtp:UserName.");
        }

        await _client.AuthenticateAsync(Encoding.UTF8, _options.UserName, _options.Password ?? string.Empty, cancellationToken);
    }

    /// <summary>Returns the relay's reply to the message.</summary>
    /// <param name="record">Awaited after the whole text was sent, before the final dot.</param>
    public async Task<string> SendAsync(MimeMessage message, MailboxAddress sender, MailboxAddress recipient, Func<CancellationToken, Task> record, CancellationToken cancellationToken)
    {
        Phase = SendPhase.Envelope;
        // Do not use BDAT: the record is written before the final dot, which BDAT lacks.
        _client.Capabilities &= ~(SmtpCapabilities.Chunking | SmtpCapabilities.BinaryMime);
        using var stop = new CancellationTokenSource();
        var stopping = cancellationToken.Register(stop.Cancel);
        var body = message.Body!;
        message.Body = new RecordedBody(body, () => Phase = SendPhase.Content, RecordAsync);
        try
        {
            return await _client.SendAsync(MailFormat.WireFormat, message, sender, [recipient], stop.Token);
        }
        finally
        {
            message.Body = body;
            await stopping.DisposeAsync();
        }

        async Task RecordAsync()
        {
            ThrowIfRelayReplied();
            await record(cancellationToken);
            ThrowIfRelayReplied();
            // From here on, ignore cancellation. Otherwise a message that the relay accepted could look unsent.
            await stopping.DisposeAsync();
            stop.Token.ThrowIfCancellationRequested();
            Phase = SendPhase.Ending;
        }
    }

    /// <summary>Closes the connection. The relay already has the message, so failures are ignored and the wait is short.</summary>
    public async Task QuitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await _client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or TimeoutException or OperationCanceledException)
        {
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _socket.Dispose();
    }

    private SecureSocketOptions Security => _options.Security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.ImplicitTls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.Auto when _options.Port == 465 => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTlsWhenAvailable,
    };

    /// <summary>Throws if the relay replied or disconnected before the final dot. The dot is then not sent, so the delivery is not ambiguous.</summary>
    private void ThrowIfRelayReplied()
    {
        if (_replies.AfterFirst() is { } early)
        {
            throw new IOException($"The relay replied before the message was complete: {early}");
        }

        if (_socket.Poll(0, SelectMode.SelectRead))
        {
            throw new IOException($"The relay replied before the message was complete: {UnreadText()}");
        }
    }

    private string UnreadText()
    {
        if (_client.IsSecure)
        {
            return "it sent data, or closed the connection.";
        }

        var buffer = new byte[500];
        var length = _socket.Receive(buffer, SocketFlags.Peek);
        return length == 0 ? "it closed the connection." : Encoding.UTF8.GetString(buffer, 0, length).Trim();
    }

    private async Task<bool> IsThisMachineAsync(CancellationToken cancellationToken) =>
        (await Dns.GetHostAddressesAsync(_options.Host!, cancellationToken)).All(IPAddress.IsLoopback);

    // The certificate must be valid for the relay's name, and trusted by the system or issued by the authority in Mail:Smtp:CertificateFile.
    private bool IsTrusted(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (_options.CertificateFile is null)
        {
            return errors == SslPolicyErrors.None;
        }

        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None || certificate is not X509Certificate2 ofRelay)
        {
            return false;
        }

        using var own = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
        own.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        own.ChainPolicy.CustomTrustStore.ImportFromPemFile(_options.CertificateFile);
        own.ChainPolicy.ExtraStore.AddRange(chain?.ChainElements.Select(element => element.Certificate).ToArray() ?? []);
        return own.Build(ofRelay);
    }
}
