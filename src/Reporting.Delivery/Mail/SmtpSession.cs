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

/// <summary>One connection to the relay, for one message; it knows its phase at every moment.</summary>
internal sealed class SmtpSession : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly SmtpOptions _options;
    private readonly RelayReplies _replies = new();
    private readonly SmtpClient _client;

    // Ours, so that it can be looked at before the final dot.
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

        throw new IOException("The relay offers no STARTTLS; mail is not sent unprotected unless Mail:Smtp:Security is None.");
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
            throw new IOException("A password is not sent without TLS.");
        }

        await _client.AuthenticateAsync(Encoding.UTF8, _options.UserName, _options.Password ?? string.Empty, cancellationToken);
    }

    /// <summary>Returns what the relay said when it took the message.</summary>
    /// <param name="record">Awaited when the relay has the whole text and before it gets the final dot.</param>
    public async Task<string> SendAsync(MimeMessage message, MailboxAddress sender, MailboxAddress recipient, Func<CancellationToken, Task> record, CancellationToken cancellationToken)
    {
        Phase = SendPhase.Envelope;
        // BDAT has no final dot: the record would have no place.
        _client.Capabilities &= ~(SmtpCapabilities.Chunking | SmtpCapabilities.BinaryMime);
        using var stop = new CancellationTokenSource();
        var stopping = cancellationToken.Register(stop.Cancel);
        var body = message.Body!;
        message.Body = new RecordedBody(body, () => Phase = SendPhase.Content, RecordAsync);
        try
        {
            return await _client.SendAsync(MailFormat.AsItTravels, message, sender, [recipient], stop.Token);
        }
        finally
        {
            message.Body = body;
            await stopping.DisposeAsync();
        }

        async Task RecordAsync()
        {
            DemandSilence();
            await record(cancellationToken);
            DemandSilence();
            // From here on stopping the program must not make an accepted message look unsent.
            await stopping.DisposeAsync();
            stop.Token.ThrowIfCancellationRequested();
            Phase = SendPhase.Ending;
        }
    }

    /// <summary>The message is the relay's already: how the connection ends matters to nobody, and nobody waits long for it.</summary>
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

    /// <summary>While the text is on its way, a relay says nothing. One that does, or that hangs up, is not sent the final dot: so nothing is in doubt.</summary>
    private void DemandSilence()
    {
        if (_replies.BeyondFirst() is { } early)
        {
            throw new IOException($"The relay answered before the end of the message: {early}");
        }

        if (_socket.Poll(0, SelectMode.SelectRead))
        {
            throw new IOException($"The relay answered before the end of the message: {Waiting()}");
        }
    }

    private string Waiting()
    {
        if (_client.IsSecure)
        {
            return "it spoke, or closed the connection.";
        }

        var said = new byte[500];
        var length = _socket.Receive(said, SocketFlags.Peek);
        return length == 0 ? "it closed the connection." : Encoding.UTF8.GetString(said, 0, length).Trim();
    }

    private async Task<bool> IsThisMachineAsync(CancellationToken cancellationToken) =>
        (await Dns.GetHostAddressesAsync(_options.Host!, cancellationToken)).All(IPAddress.IsLoopback);

    // Good for the system, or, where Mail:Smtp:CertificateFile is set, issued by that authority; for the relay's name in either case.
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
