using System.CommandLine;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Suggestions;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary><c>import FILE</c>: takes an activity file into the warehouse, whole or not at all.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo?>("file") { Description = "The file: CSV, TSV or xlsx.", Arity = ArgumentArity.ZeroOrOne };
        var mapping = new Option<string>("--mapping") { Description = "How the file is read: a name from reports/mappings, or the path of a mapping file.", DefaultValueFactory = _ => ImportRunner.NativeMapping };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be done, and show the first engagements." };
        var maxRejected = new Option<int>("--max-rejected") { Description = "Engagements that may be refused; with more, nothing is taken." };
        var replace = new Option<bool>("--replace") { Description = "The file is all there is: engagements of this mapping that it does not have are retired." };
        var suggest = new Option<bool>("--suggest") { Description = "Only print a first mapping, made from the file." };
        var same = new Option<string[]>("--same") { Description = "Write into the mapping that members which look alike are one, such as usa=united-states, or all; imports nothing.", AllowMultipleArgumentsPerToken = true };
        var undo = new Option<int?>("--undo") { Description = "Undo the import with this key (its data version) instead." };
        var command = new Command("import", "Imports an activity file.") { file, mapping, dryRun, maxRejected, replace, suggest, same, undo };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(undo) is { } import)
            {
                return await CommandHost.RunAsync(services => UndoAsync(services, import, cancellationToken), prepare: true);
            }

            if (parsed.GetValue(file) is not { Exists: true } found)
            {
                return CommandLine.Fail(Missing(parsed.GetValue(file)));
            }

            if (parsed.GetValue(suggest))
            {
                return await SuggestAsync(found, cancellationToken);
            }

            await using var content = found.OpenRead();
            await using var rejected = TemporaryFile.Create();
            var request = new ImportRequest(content, found.Name, parsed.GetRequiredValue(mapping), parsed.GetValue(dryRun), parsed.GetValue(maxRejected))
            {
                Replace = parsed.GetValue(replace), Rejected = rejected, Progress = Console.IsErrorRedirected ? null : new ProgressLine(),
            };
            var answers = parsed.GetValue(same) ?? [];
            return Definition(request.Mapping).IsValue(out var own, out var problem)
                ? await CommandHost.RunAsync(services => answers.Length > 0 ? SameMemberAnswer.RunAsync(services, request with { MappingFile = own.Mapping }, answers, cancellationToken) : ImportAsync(services, found, request with { MappingFile = own.Mapping }, cancellationToken), prepare: true)
                : CommandLine.Fail(problem);
        });
        return command;
    }

    private static Problem Missing(FileInfo? file) => file is null
        ? new Problem(ErrorCodes.NoFile, "No file was named.", "Write for example: reporting import activities.csv --mapping native.")
        : new Problem(ErrorCodes.FileMissing, $"There is no file {file.FullName}.", "Check the path.");

    // A path, so that a mapping can be tried before it is put beside the others.
    private static Outcome<(Mapping? Mapping, string Name)> Definition(string mapping)
    {
        if (!mapping.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) && !mapping.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase))
        {
            return (null, mapping);
        }

        try
        {
            return File.Exists(mapping)
                ? (MappingCatalog.ReadFile(mapping), mapping)
                : new Problem(ErrorCodes.FileMissing, $"There is no file {Path.GetFullPath(mapping)}.", "Check the path of the mapping.");
        }
        catch (DefinitionException e)
        {
            return new Problem(ErrorCodes.MalformedMapping, e.Message, "Correct the mapping.");
        }
    }

    private static async Task<Problem?> ImportAsync(IServiceProvider services, FileInfo file, ImportRequest request, CancellationToken cancellationToken)
    {
        var imported = await services.GetRequiredService<ImportRunner>().RunAsync(request, cancellationToken);
        (request.Progress as ProgressLine)?.End();
        var isRead = imported.IsValue(out var result, out var problem);
        var words = $"file={file.Name}&mapping={request.MappingFile?.Id ?? request.Mapping}{(request.DryRun ? "&dry-run" : string.Empty)}{(request.Replace ? "&replace" : string.Empty)}";
        await CommandAudit.RecordAsync(
            services, AuditAction.Import, "import", words, isRead && result!.Taken, result?.DataVersion, result is null ? null : result.Added + result.Changed + result.Retired);
        if (result is null)
        {
            return problem;
        }

        if (request.Rejected is { Length: > 0 } rejected && !request.DryRun)
        {
            var path = Path.ChangeExtension(file.FullName, ".rejected.csv");
            rejected.Position = 0;
            await using var copy = File.Create(path);
            await rejected.CopyToAsync(copy, cancellationToken);
            Console.WriteLine($"The refused rows are in {path}: correct them there and import that file with the same mapping.");
        }

        return ImportReportFormatter.Write(result);
    }

    private static async Task<Problem?> UndoAsync(IServiceProvider services, int import, CancellationToken cancellationToken)
    {
        var isUndone = (await services.GetRequiredService<ImportRunner>().UndoAsync(import, cancellationToken: cancellationToken)).IsValue(out var undone, out var problem);
        await CommandAudit.RecordAsync(services, AuditAction.Import, "import", $"undo={import}", isUndone, undone?.DataVersion, undone is null ? null : undone.Removed + undone.Restored);
        if (undone is null)
        {
            return problem;
        }

        Console.WriteLine($"Import {import} is undone: {undone.Removed} engagements are taken out, {undone.Restored} put back as they were{(undone.Members > 0 ? $", and {undone.Members} members, too" : "")}; data version {undone.DataVersion}.");
        return null;
    }

    private static async Task<int> SuggestAsync(FileInfo file, CancellationToken cancellationToken)
    {
        await using var content = file.OpenRead();
        if (!(await MappingSuggestion.WriteAsync(content, file.Name, cancellationToken)).IsValue(out var yaml, out var problem))
        {
            return CommandLine.Fail(problem);
        }

        Console.Write(yaml);
        return 0;
    }
}
