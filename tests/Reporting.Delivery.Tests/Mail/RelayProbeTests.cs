using System.Net;
using System.Net.Sockets;
using System.Text;
using Reporting.Delivery.Mail;

namespace Reporting.Delivery.Tests.Mail;

/// <summary>The probe connects to a relay and leaves again. It never begins a mail.</summary>
public sealed class RelayProbeTests
{
    [Fact]
    public async Task A_relay_that_accepts_is_ready_and_gets_no_mail()
    {
        using var listener = Listen();
        var served = ServeAsync(listener, "220 relay.test");
        Assert.Null(await RelayProbe.FailureAsync(Options(listener), CancellationToken.None));
        var heard = await served.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.StartsWith("EHLO", heard[0], StringComparison.Ordinal);
        Assert.Equal("QUIT", heard[^1]);
        Assert.DoesNotContain(heard, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_relay_that_turns_this_service_away_is_reported_with_its_reply()
    {
        using var listener = Listen();
        var served = ServeAsync(listener, "554 5.7.1 Not from here");
        var failure = await RelayProbe.FailureAsync(Options(listener), CancellationToken.None);
        Assert.StartsWith("The relay does not accept the connection", failure, StringComparison.Ordinal);
        Assert.Contains("Not from here", failure, StringComparison.Ordinal);
        await served.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_relay_that_is_not_there_cannot_be_reached()
    {
        var listener = Listen();
        var options = Options(listener);
        listener.Stop();
        Assert.StartsWith("The relay cannot be reached", await RelayProbe.FailureAsync(options, CancellationToken.None), StringComparison.Ordinal);
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static SmtpOptions Options(TcpListener listener) => new() { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, TimeoutSeconds = 30 };

    private static async Task<List<string>> ServeAsync(TcpListener listener, string greeting)
    {
        using var socket = await listener.AcceptSocketAsync();
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        var heard = new List<string>();
        await socket.SendAsync(Encoding.ASCII.GetBytes(greeting + "\r\n"));
        while (await reader.ReadLineAsync() is { } line)
        {
            heard.Add(line);
            await socket.SendAsync(Encoding.ASCII.GetBytes(line == "QUIT" ? "221 Bye\r\n" : "250 Go on\r\n"));
        }

        return heard;
    }
}
