using System.CommandLine;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary>The program's commands. Exit code 0, or 1 with one clear line on standard error.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        // Settings alone (--urls …) serve: that is how hosts and tests start the program.
        if (args.Length == 0 || (args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version")))
        {
            return await ServeCommand.RunAsync(args);
        }

        var root = new RootCommand("Reporting: questions about international cooperation, and reports that never print a wrong total.")
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
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return DatabaseProblem.Of(e) is { } problem ? Fail(problem with { Hint = $"({e.Message}) {problem.Hint}" }) : Fail(e.Message);
        }
    }

    public static int Fail(Problem problem) => Fail($"{problem.Message} {problem.Hint}");

    private static int Fail(string message)
    {
        Console.Error.WriteLine("reporting: " + message.ReplaceLineEndings(" "));
        return 1;
    }
}
