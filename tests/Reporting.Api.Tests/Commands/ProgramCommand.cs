using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Reporting.Api.Commands;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Commands;

/// <summary>Runs commands of the program, in its own process or in this one.</summary>
/// <param name="settings">Settings, as environment variables name them.</param>
internal sealed class ProgramCommand(params (string Name, string Value)[] settings)
{
    /// <summary>Over a database, with the secrets in its folder.</summary>
    public static ProgramCommand Over(ITestDatabase database) => new(
        ("Warehouse__Provider", database.Options.Provider.ToString()), ("Warehouse__ConnectionString", database.Options.ConnectionString), ("Access__SecretsFolder", Path.Combine(database.Folder, "secrets")));

    /// <summary>How to start the program.</summary>
    public ProcessStartInfo Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "reporting.dll"), .. arguments])
        {
            WorkingDirectory = RepositoryRoot.Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Runs a command in its own process.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(Start(arguments))!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    /// <summary>
    /// Runs a command in this process, which takes a tenth of the time. The console, the environment and the current folder are those of the process, so only
    /// tests of <see cref="CommandCollection"/> may do so. The command query writes to the output of its process, so it needs one.
    /// </summary>
    public async Task<(int Code, string Output, string Error)> RunHereAsync(params string[] arguments)
    {
        var (output, error, folder) = (Console.Out, Console.Error, Directory.GetCurrentDirectory());
        using var printed = new StringWriter { NewLine = "\n" };
        using var failed = new StringWriter { NewLine = "\n" };
        try
        {
            Directory.SetCurrentDirectory(RepositoryRoot.Folder);
            Console.SetOut(printed);
            Console.SetError(failed);
            foreach (var (name, value) in settings)
            {
                Environment.SetEnvironmentVariable(name, value);
            }

            return (await CommandLine.RunAsync(arguments), printed.ToString(), failed.ToString());
        }
        finally
        {
            foreach (var (name, _) in settings)
            {
                Environment.SetEnvironmentVariable(name, null);
            }

            Console.SetOut(output);
            Console.SetError(error);
            Directory.SetCurrentDirectory(folder);
            // As the end of a process closes its files.
            SqliteConnection.ClearAllPools();
        }
    }
}
