using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Reporting.Delivery.Tests.Mail;

/// <summary>A relay for one connection. It disconnects or replies at a moment that the test chooses, and records the text after DATA. Otherwise it accepts the message.</summary>
internal sealed class ScriptedRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _break = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _heard = new();
    private readonly Task _served;

    /// <param name="says">The reply; null to disconnect.</param>
    /// <param name="early">True to reply together with the response to DATA.</param>
    public ScriptedRelay(string? says, bool early = false)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _served = ServeAsync(says, early);
    }

    public int Port { get; }

    /// <summary>Returns when the sender can detect it.</summary>
    public Task BreakAsync()
    {
        _break.SetResult();
        return _broken.Task;
    }

    /// <summary>The text after DATA, when the sender has disconnected.</summary>
    public async Task<string> TextAsync()
    {
        await _served.WaitAsync(TimeSpan.FromSeconds(30));
        return TextSoFar;
    }

    /// <summary>The text received after DATA so far.</summary>
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
