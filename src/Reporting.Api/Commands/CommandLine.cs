using System.CommandLine;
using Reporting.Api.Hosting;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary>The commands of the program. The exit code is 0, or 1 with one line on standard error.</summary>
internal static class CommandLine
{
    // Time to roll back an import or a script, as long as the server's time to finish requests.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args)
    {
        // Settings without a command (--urls …) start the server, as hosts and tests do.
        if (args.Length == 0 || (args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version")))
        {
            return await ServeCommand.RunAsync(args);
        }

        var root = Root();
        var commands = root.Subcommands.Select(c => c.Name).ToList();
        if (!args[0].StartsWith('-') && !commands.Contains(args[0]))
        {
            return Fail($"There is no command '{SafeText.Of(args[0])}'. {NearestName.Hint(args[0], commands, "Try 'reporting --help'.")}");
        }

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Fail($"{parsed.Errors[0].Message} Try 'reporting --help'.");
        }

        try
        {
            return await parsed.InvokeAsync(Invocation(parsed));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Fail(StartProblems.Line(e, null));
        }
    }

    public static RootCommand Root() => new("Reporting: queries and reports about international cooperation, with totals that count each engagement once.")
    {
        ServeCommand.Create(),
        MigrateCommand.Create(),
        ImportCommand.Create(),
        CopyCommand.Create(),
        BackupCommand.Create(),
        RestoreCommand.Create(),
        QueryCommand.Create(),
        ReportCommand.Create(),
        EditionCommand.Create(),
        VerifyCommand.Create(),
        KeysCommand.Create(),
        EmbedCommand.Create(),
        McpCommand.Create(),
        SubscriptionsCommand.Create(),
        DemoCommand.Create(),
        DoctorCommand.Create(),
    };

    // The library's default ends the process after two seconds. The server uses the shutdown time of its host (docs/operations.md).
    public static InvocationConfiguration Invocation(ParseResult parsed) => new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = parsed.CommandResult.Command.Name == ServeCommand.Name ? null : TerminationTimeout,
    };

    public static int Fail(Problem problem) => Fail($"{problem.Message} {problem.Hint}".TrimEnd());

    private static int Fail(string message)
    {
        Console.Error.WriteLine("reporting: " + message.ReplaceLineEndings(" "));
        return 1;
    }
}
