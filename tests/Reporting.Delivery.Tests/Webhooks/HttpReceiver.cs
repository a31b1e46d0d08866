using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Reporting.Delivery.Tests.Webhooks;

/// <summary>
/// A real HTTP receiver on this machine. It answers as the path says: /200, /503, /302 …; /drop-early closes before it has the body, /drop-late after it has it. With
/// <see cref="Fault"/> the test decides for each message instead.
/// </summary>
public sealed class HttpReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _dropped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HttpReceiver()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Completes when a connection was closed early.</summary>
    public Task Dropped => _dropped.Task;

    /// <summary>Decides what happens to a message instead of its path.</summary>
    public Func<string>? Fault { get; init; }

    /// <summary>The messages that arrived whole, in their order.</summary>
    public ConcurrentQueue<ReceivedMessage> Received { get; } = new();

    public int Connections { get; private set; }

    public string Address(string path, string host = "127.0.0.1") => $"http://{host}:{Port}/{path}";

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync();
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
                return;
            }

            Connections++;
            _ = ServeAsync(socket);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await using var stream = new NetworkStream(socket);
                var (head, rest) = await HeadAsync(stream);
                var path = head[0].Split(' ')[1].TrimStart('/');
                var answer = Fault?.Invoke() ?? path;
                if (answer == "drop-early")
                {
                    socket.Close(0);
                    _dropped.TrySetResult();
                    return;
                }

                var headers = head.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);
                var body = new byte[int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture)];
                rest.CopyTo(body, 0);
                await stream.ReadExactlyAsync(body.AsMemory(rest.Length));
                var taken = answer is "drop-late" || answer.StartsWith('2');
                Received.Enqueue(new ReceivedMessage(path, answer, taken, headers, Encoding.UTF8.GetString(body)));
                if (answer != "drop-late")
                {
                    var status = answer.Split('/')[0];
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Told\r\nContent-Length: 0\r\n{(status == "302" ? $"Location: {Address("200/elsewhere")}\r\n" : "")}\r\n"));
                }
            }
            catch (IOException)
            {
                // The sender ended.
            }
        }
    }

    private static async Task<(string[] Head, byte[] Begun)> HeadAsync(NetworkStream stream)
    {
        var (all, buffer) = (new List<byte>(), new byte[4_096]);
        while (true)
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0)
            {
                throw new IOException("Ended in the headers.");
            }

            all.AddRange(buffer.AsSpan(0, read));
            var text = Encoding.Latin1.GetString([.. all]);
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is > 0 and var end)
            {
                return (text[..end].Split("\r\n"), [.. all.Skip(end + 4)]);
            }
        }
    }
}

/// <summary>A message as it arrived.</summary>
/// <param name="Answer">What the receiver answered.</param>
/// <param name="Taken">True if the receiver has it, whether or not the sender knows.</param>
public sealed record ReceivedMessage(string Path, string Answer, bool Taken, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Id => Headers["webhook-id"];
}
