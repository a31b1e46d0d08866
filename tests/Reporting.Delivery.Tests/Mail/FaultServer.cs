using System.Diagnostics;
using System.Text.Json;
using Reporting.TestWarehouses;

namespace Reporting.Delivery.Tests.Mail;

/// <summary>fault_server.py: a real SMTP server that misbehaves as instructed, and its records.</summary>
public sealed class FaultServer : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private FaultServer(Process process, string folder, int port) => (_process, _folder, Port) = (process, folder, port);

    /// <summary>Null if it can run; otherwise the reason.</summary>
    public static string? Missing { get; } = Look();

    public int Port { get; }

    /// <summary>The accepted mails as .eml files.</summary>
    public string Store => Path.Combine(_folder, "store");

    public IReadOnlyList<JsonElement> Log => [.. File.ReadAllLines(Path.Combine(_folder, "log")).Select(line => JsonDocument.Parse(line).RootElement)];

    public IReadOnlyList<JsonElement> Events(string name) => [.. Log.Where(e => e.GetProperty("event").GetString() == name)];

    public static async Task<FaultServer> StartAsync(params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("reporting-smtp-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "store"));
        var log = Path.Combine(folder, "log");
        await File.WriteAllTextAsync(log, string.Empty);
        var script = RepositoryRoot.File("tests", "Reporting.Delivery.Tests", "Mail", "fault_server.py");
        var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, "--log", log, "--store", Path.Combine(folder, "store"), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        })!;
        return new FaultServer(process, folder, int.Parse((await process.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        // Closing its input stops it.
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5_000))
        {
            _process.Kill();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Look()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", "import aiosmtpd"]) { RedirectStandardError = true, UseShellExecute = false });
            python!.WaitForExit();
            return python.ExitCode == 0 ? null : "Needs an SMTP server: apt-get install python3-aiosmtpd.";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "Needs /usr/bin/python3 with aiosmtpd (Debian: python3-aiosmtpd).";
        }
    }
}
