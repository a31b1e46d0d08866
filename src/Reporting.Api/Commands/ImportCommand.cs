using System.CommandLine;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Suggestions;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Commands;

/// <summary><c>import FILE</c>: imports an activity file into the warehouse in one transaction.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo?>("file") { Description = "The file: CSV, TSV or xlsx.", Arity = ArgumentArity.ZeroOrOne };
        var mapping = new Option<string>("--mapping") { Description = "The mapping that reads the file: a name from reports/mappings, or the path of a mapping file.", DefaultValueFactory = _ => MappingCatalog.Native };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what the import would do, and the first engagements, without importing." };
        var maxRejected = new Option<int>("--max-rejected") { Description = "Maximum number of refused engagements; with more, nothing is imported." };
        var replace = new Option<bool>("--replace") { Description = "The file is complete: engagements of this mapping that it lacks are retired." };
        var suggest = new Option<bool>("--suggest") { Description = "Print a suggested mapping for the file, without importing." };
        var same = new Option<string[]>("--same") { Description = "Record in the mapping that similar members are the same, such as usa=united-states, or all. Imports nothing.", AllowMultipleArgumentsPerToken = true };
        var undo = new Option<int?>("--undo") { Description = "Undo the import with this key (its data version)." };
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
            var sameMembers = parsed.GetValue(same) ?? [];
            return ReadMapping(request.Mapping).IsValue(out var definition, out var problem)
                ? await CommandHost.RunAsync(services => sameMembers.Length > 0 ? ImportAliasCommand.RunAsync(services, request with { MappingFile = definition.Mapping }, sameMembers, cancellationToken) : ImportAsync(services, found, request with { MappingFile = definition.Mapping }, cancellationToken), prepare: true)
                : CommandLine.Fail(problem);
        });
        return command;
    }

    private static Problem Missing(FileInfo? file) => file is null
        ? new Problem(ErrorCodes.NoFile, "The command names no file.", "For example: reporting import activities.csv --mapping native.")
        : new Problem(ErrorCodes.FileMissing, $"There is no file {file.FullName}.", "Check the path.");

    // Accept a path, so that a mapping can be tested outside reports/mappings.
    private static Outcome<(Mapping? Mapping, string Name)> ReadMapping(string mapping)
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
        var audited = $"file={file.Name}&mapping={request.MappingFile?.Id ?? request.Mapping}{(request.DryRun ? "&dry-run" : string.Empty)}{(request.Replace ? "&replace" : string.Empty)}";
        await CommandAudit.RecordAsync(
            services, AuditAction.Import, "import", audited, isRead && result!.Taken, result?.DataVersion, result is null ? null : result.Added + result.Changed + result.Retired);
        if (result is null)
        {
            return problem;
        }

        if (request.Rejected is { Length: > 0 } rejected && !request.DryRun)
        {
            var path = Path.ChangeExtension(file.FullName, ".rejected.csv");
            rejected.Position = 0;
            await using var target = File.Create(path);
            await rejected.CopyToAsync(target, cancellationToken);
            Console.WriteLine($"The refused rows are in {path}. Correct them there, and import that file with the same mapping.");
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

        Console.WriteLine($"Import {import} was undone: {Plural.Of(undone.Removed, "engagement")} removed, {undone.Restored:N0} restored{(undone.Members > 0 ? $", {Plural.Of(undone.Members, "member")} restored" : "")}; data version {undone.DataVersion}.");
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

/// <summary>Shows the progress of an import on one line of standard error.</summary>
internal sealed class ProgressLine : IProgress<ImportProgress>
{
    private int _length;

    public void Report(ImportProgress value)
    {
        var line = value.IsMerging ? $"{Plural.Of(value.Rows, "row")} read, writing …" : $"{Plural.Of(value.Rows, "row")} read, {Plural.Of(value.Rejected, "engagement")} refused";
        Console.Error.Write($"\r{line.PadRight(_length)}");
        _length = line.Length;
    }

    /// <summary>Clears the line.</summary>
    public void End() => Console.Error.Write(_length == 0 ? "" : $"\r{new string(' ', _length)}\r");
}
