using System.Diagnostics;
using Reporting.Rendering.Pdf;

namespace Reporting.Api.Tests;

/// <summary>External programs that tests run.</summary>
internal static class ExternalPrograms
{
    /// <summary>Whether a program is installed, by full path or on the PATH. Chromium may be its headless shell.</summary>
    public static bool IsInstalled(string program) => program == "chromium" ? ChromiumLocator.Find(null) is not null :
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Whether it succeeds with these arguments.</summary>
    public static bool Succeeds(string program, params string[] arguments)
    {
        if (!IsInstalled(program))
        {
            return false;
        }

        using var process = Start(program, arguments, []);
        _ = Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    /// <summary>Returns its output; it must succeed.</summary>
    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(program, arguments, environment);
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (printed, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        Assert.True(process.HasExited && process.ExitCode == 0, $"{program}: {await errors}\n{await printed}");
        return await printed;
    }

    /// <summary>Returns its output, however long it takes; it must succeed.</summary>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments, []);
        var errors = process.StandardError.ReadToEndAsync();
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {errors.Result}");
        return printed;
    }

    private static Process Start(string program, IReadOnlyList<string> arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
