using System.CommandLine;
using Reporting.Warehouse.Backups;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary><c>backup</c>: saves the embedded databases and the editions while the service runs.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var to = new Option<DirectoryInfo>("--out") { Description = "Folder in which a new folder with the backup is made.", Required = true };
        var command = new Command("backup", "Saves the embedded databases and the editions. The service may run.") { to };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            services => SaveAsync(services, parsed.GetRequiredValue(to).FullName, cancellationToken),
            // A backup before an upgrade must not migrate.
            prepare: false));
        return command;
    }

    private static async Task<Problem?> SaveAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        var saved = await services.GetRequiredService<BackupRunner>().RunAsync(folder, cancellationToken);
        if (!saved.IsValue(out var backup, out var problem))
        {
            return problem;
        }

        // Before a migration the audit table may lack a column that the line needs.
        if ((await services.GetRequiredService<DatabaseMigrator>().StatusAsync(cancellationToken)).All(script => script.State != MigrationState.Pending))
        {
            await CommandAudit.RecordAsync(services, AuditAction.Change, "backup", null, isAnswered: true, backup.Manifest.DataVersion);
        }

        Console.WriteLine($"Saved data version {backup.Manifest.DataVersion} in {backup.Path} ({backup.Bytes:N0} bytes).");
        WriteApart(backup.Manifest.KeptApart);
        return null;
    }

    private static void WriteApart(IReadOnlyList<string> names)
    {
        Console.WriteLine("Not in the backup, keep these apart:");
        foreach (var name in names)
        {
            Console.WriteLine($"  {name}");
        }
    }
}
