using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Reporting.Delivery.Tests.Mail;

/// <summary>A relay for one connection that hangs up, or speaks, at a moment that a test chooses; it tells what came after DATA. Not told to break, it takes the message.</summary>
internal sealed class HastyRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _break = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _heard = new();
    private readonly Task _served;

    /// <param name="says">Null for hanging up.</param>
    /// <param name="early">Together with the answer to DATA, instead of when it is told to.</param>
    public HastyRelay(string? says, bool early = false)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _served = ServeAsync(says, early);
    }

    public int Port { get; }

    /// <summary>Returns when the sender can see it.</summary>
    public Task BreakAsync()
    {
        _break.SetResult();
        return _broken.Task;
    }

    /// <summary>All that came after DATA, once the sender has closed.</summary>
    public async Task<string> TextAsync()
    {
        await _served.WaitAsync(TimeSpan.FromSeconds(30));
        return TextSoFar;
    }

    /// <summary>What has come after DATA until now.</summary>
    public string TextSoFar
    {
        get
        {
            lock (_heard)
            {
                return _heard.ToString();
            }
        }
    }

    public void Dispose() => _listener.Stop();

    private async Task ServeAsync(string? says, bool early)
    {
        using var socket = await _listener.AcceptSocketAsync();
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        await SayAsync("220 hasty.test");
        while (await reader.ReadLineAsync() is { } line && line != "DATA")
        {
            await SayAsync("250 Go on");
        }

        await SayAsync(early ? "354 Go on\r\n" + says : "354 Go on");
        _ = early ? Task.CompletedTask : BreakWhenToldAsync();
        var buffer = new char[4_096];
        while (await reader.ReadAsync(buffer) is > 0 and var read)
        {
            lock (_heard)
            {
                _heard.Append(buffer, 0, read);
            }

            if (TextSoFar.EndsWith("\r\n.\r\n", StringComparison.Ordinal))
            {
                await SayAsync("250 2.0.0 Taken");
            }
        }

        async Task BreakWhenToldAsync()
        {
            await _break.Task;
            if (says is null)
            {
                socket.Shutdown(SocketShutdown.Send);
            }
            else
            {
                await SayAsync(says);
            }

            _broken.SetResult();
        }

        Task SayAsync(string words) => socket.SendAsync(Encoding.ASCII.GetBytes(words + "\r\n"));
    }
}
