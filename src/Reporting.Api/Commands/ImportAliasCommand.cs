using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary><c>import FILE --mapping M --same usa=united-states</c>: records in the mapping that members are the same. It imports nothing.</summary>
internal static class ImportAliasCommand
{
    private const string All = "all";

    public static async Task<Problem?> RunAsync(IServiceProvider services, ImportRequest request, IReadOnlyList<string> answers, CancellationToken cancellationToken)
    {
        if (Find(services, request.Mapping) is not { } path)
        {
            return new Problem(ErrorCodes.NoMappingFile, "There is no mapping file to write to.", "Name a mapping with --mapping. A file in the native layout needs none: it names members by code.");
        }

        if (!(await services.GetRequiredService<ImportRunner>().RunAsync(request with { DryRun = true }, cancellationToken)).IsValue(out var result, out var problem))
        {
            return problem;
        }

        var selected = answers.Contains(All, StringComparer.Ordinal) ? result.Duplicates : [.. answers.SelectMany(answer => result.Duplicates.Where(d => Pair(d) == answer || Reversed(d) == answer))];
        if (answers.FirstOrDefault(answer => answer != All && !result.Duplicates.Any(d => Pair(d) == answer || Reversed(d) == answer)) is { } unknown)
        {
            return new Problem(
                ErrorCodes.UnknownDuplicate, $"'{SafeText.Of(unknown)}' is not a pair of similar members.",
                result.Duplicates.Count == 0 ? "No new member of the file is similar to another." : $"For example: --same {Pair(result.Duplicates[0])}.");
        }

        var text = await File.ReadAllTextAsync(path, cancellationToken);
        foreach (var same in selected.DistinctBy(d => (d.Dimension, d.Code)))
        {
            if (!SameMember.Write(text, same).IsValue(out var written, out var problemOfPair))
            {
                return problemOfPair;
            }

            text = written;
            Console.WriteLine($"'{SafeText.Of(same.Name)}' is the same as '{SafeText.Of(same.OtherName)}'.");
        }

        var draft = path + ".new";
        await File.WriteAllTextAsync(draft, text, cancellationToken);
        File.Move(draft, path, overwrite: true);
        Console.WriteLine($"Updated {path}. Nothing was imported.");
        return null;
    }

    public static string Pair(PossibleDuplicate d) => $"{d.Code}={d.OtherCode}";

    private static string Reversed(PossibleDuplicate d) => $"{d.OtherCode}={d.Code}";

    private static string? Find(IServiceProvider services, string mapping)
    {
        var path = IsFile(mapping) ? mapping : services.GetRequiredService<MappingCatalog>().Folder is { } folder ? Path.Combine(folder, $"{mapping}.yml") : null;
        return File.Exists(path) ? path : null;
    }

    private static bool IsFile(string mapping) => mapping.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || mapping.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);
}
