using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Exports;

/// <summary>Clients that request large files and read almost nothing. REPORTING_FAULTS=1 waits until they are disconnected.</summary>
[Trait("Category", "Faults")]
public sealed class SlowReadersTests(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    private const string Rows = $"/api/v1/reports/{ExportRequests.Report}/json?section=data";

    [Fact]
    public async Task Two_clients_that_read_nothing_do_not_block_large_files_for_long()
    {
        // The system buffers some megabytes at once, for which the client has about 30 s at 128 kB per second.
        await using var server = await ServerProcess.StartAsync([.. DemoDatabase.Settings(demo.Folder), ("Exports:MaxWaitSeconds", "2"), ("Exports:MinBytesPerSecond", "131072")]);
        using var one = await AskAsync(server);
        using var other = await AskAsync(server);
        using var refused = await server.Client.GetAsync(Rows).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(1), refused.Headers.RetryAfter?.Delta);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("exports-busy", problem.GetProperty("code").GetString());
        Assert.Contains("/api/v1/exports", problem.GetProperty("hint").GetString(), StringComparison.Ordinal);
        if (TestRun.IsFaults)
        {
            await ExportRequests.UntilAsync(async () => (await server.Client.GetAsync(Rows)).IsSuccessStatusCode);
            Assert.True(await IsCutAsync(one) && await IsCutAsync(other));
        }
    }

    // Reads the headers of the response but not its body.
    private static async Task<Socket> AskAsync(ServerProcess server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(IPAddress.Loopback, server.Client.BaseAddress!.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {Rows} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 200", Encoding.ASCII.GetString(await ReceiveAsync(socket, 100)), StringComparison.Ordinal);
        return socket;
    }

    private static async Task<byte[]> ReceiveAsync(Socket socket, int bytes)
    {
        var buffer = new byte[bytes];
        var got = await socket.ReceiveAsync(buffer).WaitAsync(TimeSpan.FromMinutes(2));
        return buffer[..got];
    }

    private static async Task<bool> IsCutAsync(Socket socket)
    {
        var tail = string.Empty;
        try
        {
            for (byte[] got; (got = await ReceiveAsync(socket, 65_536)).Length > 0;)
            {
                tail = Encoding.ASCII.GetString(got[^Math.Min(5, got.Length)..]);
            }
        }
        catch (SocketException)
        {
            return true;
        }

        // A complete chunked response ends with an empty chunk.
        return tail != "0\r\n\r\n";
    }
}
