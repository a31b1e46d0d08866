using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Reporting.Delivery.Mail.Smtp;

/// <summary>Lines to and from a relay, each within a time limit.</summary>
internal sealed class SmtpConnection(SmtpOptions options) : IAsyncDisposable
{
    private const int MaxLine = 4096;
    private const int MaxLines = 100;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[MaxLine];
    private Stream _stream = Stream.Null;
    private int _start;
    private int _end;

    public Task ConnectAsync(CancellationToken cancellationToken) => WithinLimitAsync(
        async limited =>
        {
            await _socket.ConnectAsync(options.Host!, options.Port, limited);
            _stream = new NetworkStream(_socket, ownsSocket: false);
            return true;
        },
        cancellationToken);

    /// <summary>TLS from here on; the relay's certificate must be good for its name.</summary>
    public Task SecureAsync(CancellationToken cancellationToken) => WithinLimitAsync(
        async limited =>
        {
            if (_start != _end)
            {
                throw new IOException("The relay sent something before TLS began: somebody may be in between.");
            }

            var tls = new SslStream(_stream);
            _stream = tls;
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = options.Host!, CertificateChainPolicy = Policy() }, limited);
            return true;
        },
        cancellationToken);

    public async Task<SmtpReply> CommandAsync(string command, CancellationToken cancellationToken)
    {
        await SendAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellationToken);
        return await ReadReplyAsync(cancellationToken);
    }

    public Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => WithinLimitAsync(
        async limited =>
        {
            await _stream.WriteAsync(bytes, limited);
            await _stream.FlushAsync(limited);
            return true;
        },
        cancellationToken);

    public Task<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken) => WithinLimitAsync(
        async limited =>
        {
            var lines = new List<string>();
            while (lines.Count < MaxLines)
            {
                var line = await ReadLineAsync(limited);
                if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code) || code is < 200 or > 599)
                {
                    throw new IOException("The relay does not speak SMTP.");
                }

                lines.Add(line.Length > 4 ? line[4..] : string.Empty);
                if (line.Length == 3 || line[3] != '-')
                {
                    return new SmtpReply(code, lines);
                }
            }

            throw new IOException("The relay's answer does not end.");
        },
        cancellationToken);

    /// <summary>
    /// Throws where the relay has closed the connection, or has said something before it was its turn: sending goes on for a while without noticing.
    /// </summary>
    public async Task EnsureIdleAsync(CancellationToken cancellationToken)
    {
        if (_start != _end || _socket.Poll(0, SelectMode.SelectRead))
        {
            throw new IOException($"The relay answered before the end of the message: {await ReadReplyAsync(cancellationToken)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _socket.Dispose();
    }

    private X509ChainPolicy? Policy()
    {
        if (options.CertificateFile is null)
        {
            return null;
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(options.CertificateFile);
        return policy;
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, _start, end).TrimEnd('\r');
                _start += end + 1;
                return line;
            }

            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            if (_end == _buffer.Length)
            {
                throw new IOException("The relay's line is too long.");
            }

            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
            {
                throw new IOException("The relay closed the connection.");
            }

            _end += read;
        }
    }

    private async Task<T> WithinLimitAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            return await step(limit.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"The relay did not answer within {options.TimeoutSeconds} s.", late);
        }
    }
}
