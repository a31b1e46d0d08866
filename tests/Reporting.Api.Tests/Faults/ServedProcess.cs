using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Connections;

namespace Reporting.Api.Tests.Faults;

/// <summary>The program as a process of its own, as behind a load balancer.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServedProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<ServedProcess> StartAsync(WarehouseOptions warehouse)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "reporting.dll"), "serve", "--urls", address.ToString()])
        {
            WorkingDirectory = RepositoryRoot.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Warehouse__Provider"] = warehouse.Provider.ToString();
        start.Environment["Warehouse__ConnectionString"] = warehouse.ConnectionString;
        start.Environment["Warehouse__CommandTimeoutSeconds"] = $"{warehouse.CommandTimeoutSeconds}";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["AccessRules__File"] = RepositoryRoot.File("tests", "Reporting.Api.Tests", "Access", "open-access.yml");
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var served = new ServedProcess(process, address);
        try
        {
            await served.UntilReadyAsync();
            return served;
        }
        catch
        {
            await served.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task UntilReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready", late.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                Assert.False(_process.HasExited, "The program ended.");
            }

            await Task.Delay(100, late.Token);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
