using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary>Says on the console what an import did, refusal by refusal.</summary>
internal static class ImportWords
{
    public static Problem? Say(ImportResult import)
    {
        foreach (var row in import.Refusals)
        {
            Console.WriteLine($"row {row.Row}, {row.Column} '{Shown.Of(row.Value)}': {row.Reason} {row.Hint}");
        }

        foreach (var warning in import.Warnings)
        {
            Console.WriteLine($"row {warning.Row}, warning: {warning.Message}");
        }

        if (import.Refusal is { } refusal)
        {
            return refusal;
        }

        var verb = import.DryRun ? "would be" : "are";
        Console.WriteLine($"{import.FileName}: {import.Added} engagements {verb} added, {import.Changed} changed, {import.Unchanged} unchanged, {import.Rejected} refused; data version {import.DataVersion}.");
        return null;
    }
}
