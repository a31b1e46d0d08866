using System.CommandLine;
using System.Globalization;
using Reporting.Api.Hosting;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary><c>migrate</c>: updates the database to the schema of this version.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var referenceData = new Option<bool>("--reference-data") { Description = "Also import the reference data." };
        var status = new Option<bool>("--status") { Description = "Show which scripts were applied, without applying any." };
        var command = new Command("migrate", "Applies the scripts in sql/ that were not applied yet.") { referenceData, status };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services => await services.GetRequiredService<InstalledWarehouse>().CheckAsync(cancellationToken) is { } unusable ? unusable
                : await (parsed.GetValue(status) ? StatusAsync(services, cancellationToken) : MigrateAsync(services, parsed.GetValue(referenceData), cancellationToken)),
            prepare: false));
        return command;
    }

    private static async Task<Problem?> StatusAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        foreach (var script in await services.GetRequiredService<DatabaseMigrator>().StatusAsync(cancellationToken))
        {
            var when = script.AppliedAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            Console.WriteLine($"{script.State,-8} {script.Script,-40} {when}{(script.Reason is null ? string.Empty : $"  {script.Reason}")}");
        }

        return null;
    }

    private static async Task<Problem?> MigrateAsync(IServiceProvider services, bool referenceData, CancellationToken cancellationToken)
    {
        if (!(await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken)).IsValue(out var result, out var problem))
        {
            return problem;
        }

        Console.WriteLine(result.Applied.Count == 0 ? "The database is up to date." : $"Applied: {string.Join(", ", result.Applied)}.");
        if (!referenceData)
        {
            return null;
        }

        var imported = await services.GetRequiredService<ReferenceData>().ImportAsync(cancellationToken);
        return imported.IsValue(out var import, out problem) ? ImportReportFormatter.Write(import) : problem;
    }
}
