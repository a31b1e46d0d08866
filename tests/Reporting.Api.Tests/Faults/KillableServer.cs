using System.Diagnostics;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Faults;

/// <summary>The test server. Commands from the environment kill and start it.</summary>
internal static class KillableServer
{
    public static Task KillAsync() => RunAsync(TestServer.StopCommand!);

    public static Task StartAsync() => RunAsync(TestServer.StartCommand!);

    private static async Task RunAsync(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{command}: exit code {process.ExitCode}");
    }
}
