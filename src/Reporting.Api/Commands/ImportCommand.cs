using System.CommandLine;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary><c>import FILE</c>: takes an activity file into the warehouse, whole or not at all.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "The file." };
        var mapping = new Option<string>("--mapping") { Description = "How the file is read.", DefaultValueFactory = _ => ImportRunner.NativeMapping };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be done." };
        var command = new Command("import", "Imports an activity file.") { file, mapping, dryRun };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            services => RunAsync(services, parsed.GetRequiredValue(file), parsed.GetRequiredValue(mapping), parsed.GetValue(dryRun), cancellationToken),
            prepare: true));
        return command;
    }

    private static async Task<Problem?> RunAsync(IServiceProvider services, FileInfo file, string mapping, bool dryRun, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            return new Problem(ProblemKind.NotFound, "file-missing", $"There is no file {file.FullName}.", "Check the path.");
        }

        await using var content = file.OpenRead();
        var imported = await services.GetRequiredService<ImportRunner>().RunAsync(new ImportRequest(content, file.Name, mapping, dryRun), cancellationToken);
        var isRead = imported.IsValue(out var result, out var problem);
        var words = $"file={file.Name}&mapping={mapping}{(dryRun ? "&dry-run" : string.Empty)}";
        await CommandAudit.RecordAsync(services, AuditAction.Import, "import", words, isRead && result!.Taken, result?.DataVersion, result is null ? null : result.Added + result.Changed);
        return isRead ? ImportWords.Say(result!) : problem;
    }
}
