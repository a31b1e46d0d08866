using System.CommandLine;
using Reporting.Api.Hosting;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary>The program's commands. Exit code 0, or 1 with one clear line on standard error.</summary>
internal static class CommandLine
{
    // To roll an import or a script back; as long as the server gives its requests.
    private static readonly TimeSpan Stopping = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args)
    {
        // Settings alone (--urls …) serve: that is how hosts and tests start the program.
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

    public static RootCommand Root() => new("Reporting: questions about international cooperation, and reports that never print a wrong total.")
    {
        ServeCommand.Create(),
        MigrateCommand.Create(),
        ImportCommand.Create(),
        CopyCommand.Create(),
        QueryCommand.Create(),
        ReportCommand.Create(),
        KeysCommand.Create(),
        SubscriptionsCommand.Create(),
        DemoCommand.Create(),
    };

    // The library ends the process two seconds after it was told to stop, whatever is in hand. The server has its host's own time for that (docs/operations.md).
    public static InvocationConfiguration Invocation(ParseResult parsed) => new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = parsed.CommandResult.Command.Name == ServeCommand.Name ? null : Stopping,
    };

    public static int Fail(Problem problem) => Fail($"{problem.Message} {problem.Hint}".TrimEnd());

    private static int Fail(string message)
    {
        Console.Error.WriteLine("reporting: " + message.ReplaceLineEndings(" "));
        return 1;
    }
}
