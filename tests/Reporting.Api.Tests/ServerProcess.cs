using System.Diagnostics;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests;

/// <summary>The program in a process of its own, which a test may kill.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, HttpClient client)
    {
        _process = process;
        Client = client;
    }

    public HttpClient Client { get; }

    /// <summary>The process, as the system numbers it.</summary>
    public int Id => _process.Id;

    /// <summary>Most memory that it ever held, in bytes; 0 where the system does not say.</summary>
    public long PeakBytes => Memory("VmHWM:");

    /// <summary>Memory that it holds now, in bytes; 0 where the system does not say.</summary>
    public long Bytes => Memory("VmRSS:");

    /// <summary>Settings of a process over a warehouse; what must not lie in the database lies in its folder.</summary>
    public static (string Setting, string Value)[] Over(TestWarehouse warehouse) =>
    [
        ("Warehouse:Provider", warehouse.Options.Provider.ToString()),
        ("Warehouse:ConnectionString", warehouse.ConnectionString),
        ("Warehouse:CommandTimeoutSeconds", $"{warehouse.Options.CommandTimeoutSeconds}"),
        ("Access:SecretsFolder", Path.Combine(warehouse.Folder, "secrets")),
    ];

    public static async Task<ServerProcess> StartAsync(params (string Setting, string Value)[] settings)
    {
        var process = Start(["serve", "--urls", "http://127.0.0.1:0"], settings);
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            var client = new HttpClient { BaseAddress = await AddressAsync(process, errors), Timeout = TimeSpan.FromMinutes(10) };
            _ = process.StandardOutput.ReadToEndAsync();
            await ReadyAsync(client);
            return new ServerProcess(process, client);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Runs one command of the program to its end.</summary>
    public static async Task RunAsync(string[] arguments, params (string Setting, string Value)[] settings)
    {
        using var process = Start(arguments, settings);
        var said = Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, string.Join('\n', await said));
    }

    /// <summary>As kill -9: nothing is said, nothing is tidied.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Tells the process to stop, as service managers and containers do; gives its exit code once it has stopped.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private long Memory(string line) => File.Exists($"/proc/{_process.Id}/status")
        ? long.Parse(File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith(line, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], null) * 1024
        : 0;

    private static Process Start(string[] arguments, (string Setting, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "reporting.dll"), .. arguments])
        {
            WorkingDirectory = RepositoryRoot.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // There, callers without a key may read and export.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["AccessRules__File"] = RepositoryRoot.File("tests", "Reporting.Api.Tests", "Access", "open-access.yml");
        // A busy machine is no failure.
        start.Environment["Pdf__TimeoutSeconds"] = "120";
        foreach (var (setting, value) in settings)
        {
            start.Environment[setting.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return Process.Start(start)!;
    }

    // On a port that the system gives it, as it says itself: one that is free now may be another's in a moment.
    private static async Task<Uri> AddressAsync(Process process, Task<string> errors)
    {
        const string Words = "Reporting listens on ";
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(Words, StringComparison.Ordinal))
            {
                return new Uri(line[Words.Length..]);
            }
        }

        throw new InvalidOperationException("It ended before it listened: " + await errors);
    }

    private static async Task ReadyAsync(HttpClient client)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            using var ready = await client.GetAsync("/health/ready");
            if (ready.IsSuccessStatusCode)
            {
                return;
            }

            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(2), $"Not ready: {ready}");
        }
    }
}
