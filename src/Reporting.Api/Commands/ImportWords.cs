using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary>Says on the console what an import did, refusal by refusal.</summary>
internal static class ImportWords
{
    public static Problem? Say(ImportResult import)
    {
        foreach (var refusal in import.Refusals)
        {
            Console.WriteLine($"row {refusal.Row}, {refusal.Column} '{Shown.Of(refusal.Value)}': {refusal.Reason} {refusal.Hint}");
        }

        foreach (var warning in import.Warnings)
        {
            Console.WriteLine($"row {warning.Row}, warning: {warning.Message}");
        }

        if (!import.Taken)
        {
            return new Problem(
                ProblemKind.Invalid,
                "import-refused",
                $"{import.Rejected} engagements were refused, so nothing of {import.FileName} was taken.",
                "Correct the rows above and import the file again.");
        }

        var verb = import.DryRun ? "would be" : "are";
        Console.WriteLine($"{import.FileName}: {import.Added} engagements {verb} added, {import.Changed} changed, {import.Unchanged} unchanged, {import.Rejected} refused; data version {import.DataVersion}.");
        return null;
    }
}
