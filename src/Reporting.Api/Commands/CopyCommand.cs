using System.CommandLine;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Copies;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Commands;

/// <summary><c>copy</c>: copies the warehouse into another database, for example from the embedded file to a server.</summary>
internal static class CopyCommand
{
    // Allows one statement to check a table of many million rows.
    private const int TimeoutSeconds = 3600;

    public static Command Create()
    {
        var to = new Option<string>("--to") { Description = "Connection string of the target database, which must be empty.", Required = true };
        var provider = new Option<WarehouseProvider>("--to-provider") { Description = "Engine of the target database.", DefaultValueFactory = _ => WarehouseProvider.SqlServer };
        var verifyOnly = new Option<bool>("--verify-only") { Description = "Compare the two databases without copying." };
        var command = new Command("copy", "Copies the data into another database and verifies that both are equal.") { to, provider, verifyOnly };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            services => CopyAsync(services, parsed.GetRequiredValue(to), parsed.GetValue(provider), parsed.GetValue(verifyOnly), cancellationToken),
            prepare: true));
        return command;
    }

    private static async Task<Problem?> CopyAsync(IServiceProvider services, string to, WarehouseProvider provider, bool verifyOnly, CancellationToken cancellationToken)
    {
        var options = new WarehouseOptions { Provider = provider, ConnectionString = provider == WarehouseProvider.Sqlite ? WithFullPath(to) : to, CommandTimeoutSeconds = TimeoutSeconds };
        var copied = await services.GetRequiredService<CopyRunner>().RunAsync(new CopyRequest(options, verifyOnly, Console.WriteLine), cancellationToken);
        if (!copied.IsValue(out var result, out var problem))
        {
            return problem;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(verifyOnly ? "The two databases are equal" : "The data was copied, and both databases are equal")}: {Plural.Of(result.Rows, "row")} in {Plural.Of(result.Tables, "table")}, {Plural.Of(result.Years, "year")}, data version {result.DataVersion}. It took {result.Took.TotalSeconds:0.0} s."));
        return null;
    }

    // Resolves a relative path against the current directory.
    private static string WithFullPath(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        builder.DataSource = Path.GetFullPath(builder.DataSource);
        return builder.ConnectionString;
    }
}
