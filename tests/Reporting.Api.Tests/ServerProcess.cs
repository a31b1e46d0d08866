using System.Diagnostics;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests;

/// <summary>The program in a separate process, which a test can kill.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private ServerProcess(Process process, HttpClient client, Task<string> errors)
    {
        _process = process;
        _errors = errors;
        Client = client;
    }

    public HttpClient Client { get; }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Why the process ended by itself; null while it runs.</summary>
    public async Task<string?> EndAsync() => _process.HasExited ? $"Exit code {_process.ExitCode}. {await _errors}" : null;

    /// <summary>Peak memory in bytes; 0 if the system does not report it.</summary>
    public long PeakBytes => Memory("VmHWM:");

    /// <summary>Current memory in bytes; 0 if the system does not report it.</summary>
    public long Bytes => Memory("VmRSS:");

    /// <summary>Settings of a process over a warehouse, with the secrets in the warehouse's folder.</summary>
    public static (string Setting, string Value)[] Over(TestWarehouse warehouse) =>
    [
        ("Warehouse:Provider", warehouse.Options.Provider.ToString()),
        ("Warehouse:ConnectionString", warehouse.ConnectionString),
        ("Warehouse:CommandTimeoutSeconds", $"{warehouse.Options.CommandTimeoutSeconds}"),
        ("Access:SecretsFolder", Path.Combine(warehouse.Folder, "secrets")),
    ];

    /// <summary>Prepares the warehouse for processes. Over a file, a process creates missing tables when it starts, and the reference data are copied.</summary>
    public static async Task PrepareAsync(TestWarehouse warehouse, bool hasReferenceData)
    {
        if (warehouse.Options.Provider != WarehouseProvider.Sqlite)
        {
            await RunAsync(hasReferenceData ? ["migrate", "--reference-data"] : ["migrate"], Over(warehouse));
        }
        else if (hasReferenceData)
        {
            InstalledFiles.CopyTo(warehouse.Folder, "warehouse");
        }
    }

    public static async Task<ServerProcess> StartAsync(params (string Setting, string Value)[] settings)
    {
        var process = Start(["serve", "--urls", "http://127.0.0.1:0"], settings);
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            var client = new HttpClient { BaseAddress = await AddressAsync(process, errors), Timeout = TimeSpan.FromMinutes(10) };
            _ = process.StandardOutput.ReadToEndAsync();
            await ReadyAsync(client);
            return new ServerProcess(process, client, errors);
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
        var output = Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, string.Join('\n', await output));
    }

    /// <summary>Kills the process without cleanup, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Stops the process as service managers and containers do, and returns its exit code.</summary>
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
        // In Development, anonymous callers may read and export.
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

    // Use the port that the system assigns and the process reports, because a free port can be taken meanwhile.
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
