using System.CommandLine;
using Reporting.Api.Hosting;
using Reporting.Warehouse.Backups;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Commands;

/// <summary><c>restore</c>: puts a backup in the place of the embedded databases and the editions.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var from = new Option<DirectoryInfo>("--from") { Description = "Folder of a backup, or of several: then the newest is taken.", Required = true };
        var replace = new Option<bool>("--replace") { Description = "Replace the databases and editions that are there." };
        var command = new Command("restore", "Restores a backup. The service must not run.") { from, replace };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            services => RestoreAsync(services, parsed.GetRequiredValue(from).FullName, parsed.GetValue(replace), cancellationToken),
            prepare: false));
        return command;
    }

    private static async Task<Problem?> RestoreAsync(IServiceProvider services, string folder, bool replace, CancellationToken cancellationToken)
    {
        if (!(await services.GetRequiredService<RestoreRunner>().RunAsync(folder, replace, cancellationToken)).IsValue(out var backup, out var problem))
        {
            return problem;
        }

        // Opens the restored databases, and migrates older ones.
        if (await services.GetRequiredService<InstalledWarehouse>().PrepareAsync(cancellationToken) is { } unusable)
        {
            return unusable;
        }

        await CommandAudit.RecordAsync(services, AuditAction.Change, "restore", $"from={SafeText.Of(backup.Path)}", isAnswered: true, backup.Manifest.DataVersion);
        Console.WriteLine($"Restored data version {backup.Manifest.DataVersion} of {Instants.Iso(backup.Manifest.MadeAt)} from {backup.Path}.");
        if (backup.Manifest.SecretMark != services.GetRequiredService<KeptApart>().SecretMark)
        {
            Console.WriteLine("The secret of keys here is not the one of the backup: API keys and links of that time are void until it is put back (Access:SecretsFolder).");
        }

        return null;
    }
}
