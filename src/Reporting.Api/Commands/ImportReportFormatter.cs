using System.Globalization;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary>Says on the console what an import did, refusal by refusal.</summary>
internal static class ImportReportFormatter
{
    private const int MaxChanges = 100;

    public static Problem? Write(ImportResult import)
    {
        foreach (var row in import.Refusals)
        {
            Console.WriteLine($"row {row.Row}, {row.Column} '{SafeText.Of(row.Value)}': {row.Reason} {row.Hint}");
        }

        Omitted(import.RefusalsOmitted, "refusals");
        foreach (var warning in import.Warnings)
        {
            Console.WriteLine(warning.Row > 0 ? $"row {warning.Row}, warning: {warning.Message}" : $"warning: {warning.Message}");
        }

        Omitted(import.WarningsOmitted, "warnings");
        WriteChanges(import);
        WriteDuplicates(import);
        if (import.DryRun)
        {
            Preview(import);
        }

        if (import.Refusal is { } refusal)
        {
            return refusal;
        }

        var verb = import.DryRun ? "would be" : "are";
        var retired = import.Retired > 0 ? $", {import.Retired} retired" : "";
        Console.WriteLine($"{import.FileName}: {import.Added} engagements {verb} added, {import.Changed} changed, {import.Unchanged} unchanged{retired}, {import.Rejected} refused; data version {import.DataVersion}.");
        return null;
    }

    private static void WriteDuplicates(ImportResult import)
    {
        if (import.Duplicates.Count > 0 && import.Mapping != ImportRunner.NativeMapping)
        {
            Console.WriteLine($"Members that look alike and are one: answer with --same CODE=CODE, such as --same {SameMemberAnswer.Pair(import.Duplicates[0])}; the alias goes into the mapping.");
        }
    }

    private static void WriteChanges(ImportResult import)
    {
        foreach (var change in import.MemberChanges.Take(MaxChanges))
        {
            Console.WriteLine(change);
        }

        Omitted(import.MemberChanges.Count - MaxChanges + import.MemberChangesOmitted, "differences of members");
        if (import.MemberChanges.Any(change => !change.IsTaken))
        {
            Console.WriteLine("Members that were there before stay as they are; with 'correct_members: true' in the mapping they become what the file says.");
        }
    }

    private static void Omitted(int count, string what)
    {
        if (count > 0)
        {
            Console.WriteLine($"… and {count} more {what}.");
        }
    }

    private static void Preview(ImportResult import)
    {
        foreach (var e in import.First)
        {
            Console.WriteLine($"row {e.Row}: {e.Code} | {e.Title} | {(e.Start.Length > 0 ? e.Start : "date not stated")}{(e.End.Length > 0 && e.End != e.Start ? $" to {e.End}" : "")} | {e.Type} | {e.Place}"
                + $"{(e.Headcount is { } people ? $" | {people} people" : "")}{(e.AmountUsd is { } usd ? $" | {usd.ToString(CultureInfo.InvariantCulture)} USD" : "")}");
            Console.WriteLine($"    domains: {string.Join(", ", e.Domains)}; participants: {string.Join("; ", e.Participants)}; sources: {string.Join(", ", e.Sources)}");
        }

        var members = import.NewMembers;
        Console.WriteLine($"{import.Rows} rows{(import.Ignored > 0 ? $" and {import.Ignored} that the mapping leaves out" : "")}: {import.DomainLinks} domain links, {import.ParticipationLines} participation lines, {import.SourceLinks} source links;"
            + $" new members: {members.Domains} domains, {members.Participants} participants, {members.EngagementTypes} types, {members.Places} places, {members.Sources} sources.");
    }
}
