using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Reporting.Delivery.Tests.Mail;

/// <summary>A relay for one connection that hangs up, or speaks, at a moment that a test chooses; it tells what came after DATA.</summary>
internal sealed class HastyRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _break = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<string> _text;

    /// <param name="says">Null for hanging up.</param>
    /// <param name="early">Together with the answer to DATA, instead of when it is told to.</param>
    public HastyRelay(string? says, bool early = false)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _text = ServeAsync(says, early);
    }

    public int Port { get; }

    /// <summary>Returns when the sender can see it.</summary>
    public Task BreakAsync()
    {
        _break.SetResult();
        return _broken.Task;
    }

    /// <summary>All that came after DATA, once the sender has closed.</summary>
    public Task<string> TextAsync() => _text.WaitAsync(TimeSpan.FromSeconds(30));

    public void Dispose() => _listener.Stop();

    private async Task<string> ServeAsync(string? says, bool early)
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
        if (!early)
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

        return await reader.ReadToEndAsync();

        Task SayAsync(string words) => socket.SendAsync(Encoding.ASCII.GetBytes(words + "\r\n"));
    }
}
