using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;

namespace Reporting.Delivery.Webhooks;

/// <summary>
/// Sends one signed message to a receiver. Each message has a connection of its own, to an address that was checked after its name was resolved. No redirect, proxy or
/// second look at the DNS leads elsewhere.
/// </summary>
public sealed class WebhookSender(WebhookAddresses addresses, IOptions<WebhookOptions> options, TimeProvider time) : IDisposable
{
    private HttpClient? _client;

    /// <summary>Replaced in tests of names that change.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = (host, cancel) => Dns.GetHostAddressesAsync(host, cancel);

    private HttpClient Client => _client ??= new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        MaxResponseHeadersLength = 16,
        ConnectCallback = ConnectAsync,
    }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <param name="beforeEnd">Awaited before the last byte, with which the receiver has the message. It records the state that remains after a crash.</param>
    /// <remarks>Throws only before that byte. A later failure is returned as a result.</remarks>
    public async Task<SendResult> SendAsync(WebhookMessage message, Func<CancellationToken, Task> beforeEnd, CancellationToken cancellationToken)
    {
        if (!addresses.Read(message.Address).IsValue(out var address, out var problem))
        {
            return new SendResult(SendState.Refused, SendPhase.Connecting, $"{problem.Code}: {problem.Message} {problem.Hint}");
        }

        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), time);
        var content = new RecordedContent(message.Body, beforeEnd);
        // Nothing cancels after the record.
        await using var stop = cancellationToken.Register(() => _ = content.Phase < SendPhase.Ending ? timeout.CancelAsync() : Task.CompletedTask);
        using var request = Request(message, address, content);
        try
        {
            using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            return Result(response.StatusCode, content.Phase);
        }
        catch (HttpRequestException refused) when (Inner<WebhookRefusedException>(refused) is { } inner)
        {
            return new SendResult(SendState.Refused, SendPhase.Connecting, inner.Message);
        }
        catch (Exception) when (content.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
            throw;
        }
        catch (OperationCanceledException) when (content.Phase < SendPhase.Ending && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException or IOException)
        {
            return SendResult.Broken(content.Phase, broken is OperationCanceledException ? $"The receiver did not answer within {options.Value.TimeoutSeconds} s." : $"The connection to the receiver failed: {broken.Message}");
        }
    }

    public void Dispose() => _client?.Dispose();

    private HttpRequestMessage Request(WebhookMessage message, Uri address, HttpContent content)
    {
        var now = time.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = content };
        request.Headers.Add("User-Agent", "Reporting");
        request.Headers.Add(WebhookSignature.IdHeader, message.Id);
        request.Headers.Add(WebhookSignature.TimestampHeader, WebhookSignature.Timestamp(now));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(message.Secret, message.Id, now, message.Body));
        return request;
    }

    private static SendResult Result(HttpStatusCode status, SendPhase phase) => (int)status switch
    {
        >= 200 and < 300 => SendResult.Accepted($"The receiver answered {(int)status}."),
        >= 300 and < 400 => new SendResult(SendState.Refused, phase, $"The receiver answered {(int)status}. Redirects are not followed."),
        408 or 425 or 429 or >= 500 => new SendResult(SendState.Postponed, phase, $"The receiver answered {(int)status}."),
        _ => new SendResult(SendState.Refused, phase, $"The receiver answered {(int)status}."),
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var found = await Resolve(context.DnsEndPoint.Host, cancellationToken);
        var allowed = Array.FindAll(found, addresses.Allows);
        if (found.Length > 0 && allowed.Length == 0)
        {
            var problem = WebhookAddresses.NotPublic(context.DnsEndPoint.Host);
            throw new WebhookRefusedException($"{problem.Code}: {problem.Message} {problem.Hint}");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            ((RecordedContent)context.InitialRequestMessage.Content!).Socket = socket;
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static T? Inner<T>(Exception? failure)
        where T : Exception => failure is null or T ? (T?)failure : Inner<T>(failure.InnerException);

    private sealed class WebhookRefusedException(string message) : Exception(message);

    /// <summary>Awaits the record before the last byte of the body.</summary>
    private sealed class RecordedContent : HttpContent
    {
        private readonly ReadOnlyMemory<byte> _body;
        private readonly Func<CancellationToken, Task> _beforeEnd;

        public RecordedContent(ReadOnlyMemory<byte> body, Func<CancellationToken, Task> beforeEnd)
        {
            (_body, _beforeEnd) = (body, beforeEnd);
            Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        /// <summary>The connection, which tells whether the receiver has closed it.</summary>
        public Socket? Socket { get; set; }

        public SendPhase Phase { get; private set; } = SendPhase.Connecting;

        /// <summary>Why the record failed.</summary>
        public Exception? Failure { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            Phase = SendPhase.Content;
            await stream.WriteAsync(_body[..^1], cancellationToken);
            await stream.FlushAsync(cancellationToken);
            ThrowIfClosed();
            try
            {
                await _beforeEnd(cancellationToken);
            }
            catch (Exception failure)
            {
                Failure = failure;
                throw;
            }

            ThrowIfClosed();
            Phase = SendPhase.Ending;
            await stream.WriteAsync(_body[^1..], cancellationToken);
        }

        // Without this look, a message to a receiver that has gone would look like one that may have arrived.
        private void ThrowIfClosed()
        {
            if (Socket is { } socket && socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0)
            {
                throw new IOException("The receiver closed the connection before it had the message.");
            }
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override bool TryComputeLength(out long length)
        {
            length = _body.Length;
            return true;
        }
    }
}

/// <summary>A message for a receiver.</summary>
/// <param name="Id">The same in every attempt, so that a receiver recognises a repeated one.</param>
/// <param name="Secret">The secret with which the receiver checks the signature.</param>
/// <param name="Body">JSON in UTF-8; not empty.</param>
public sealed record WebhookMessage(string Id, string Address, string Secret, ReadOnlyMemory<byte> Body);
