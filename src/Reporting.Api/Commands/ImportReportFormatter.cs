using System.Globalization;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Commands;

/// <summary>Prints the result of an import with its refusals and warnings.</summary>
internal static class ImportReportFormatter
{
    private const int MaxChanges = 100;

    public static Problem? Write(ImportResult import)
    {
        foreach (var group in import.RefusalGroups)
        {
            var what = $"{group.Column} '{SafeText.Of(group.Value)}'";
            Console.WriteLine($"{(group.Rows == 1 ? $"{Rows(group.Rows, group.FirstRows)}, {what}" : $"{what} × {group.Rows}, {Rows(group.Rows, group.FirstRows)}")}: {group.Reason} {group.Hint}");
        }

        WriteOmitted(import.Refusals.Count + import.RefusalsOmitted - import.RefusalGroups.Sum(group => group.Rows), "refusal");
        foreach (var group in import.WarningGroups)
        {
            Console.WriteLine($"{(group.FirstRows.Count > 0 ? Rows(group.Rows, group.FirstRows) + ", " : "")}warning{(group.Rows > 1 ? $" × {group.Rows}" : "")}: {group.Message}");
        }

        WriteOmitted(import.Warnings.Count + import.WarningsOmitted - import.WarningGroups.Sum(group => group.Rows), "warning");
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

        var verb = import.DryRun ? "would be" : Plural.Word(import.Added, "was", "were");
        var retired = import.Retired > 0 ? $", {import.Retired} retired" : "";
        Console.WriteLine($"{import.FileName}: {Plural.Of(import.Added, "engagement")} {verb} added, {import.Changed} changed, {import.Unchanged} unchanged{retired}, {import.Rejected} refused; data version {import.DataVersion}.");
        return null;
    }

    private static void WriteDuplicates(ImportResult import)
    {
        if (import.Duplicates.Count > 0 && import.Mapping != MappingCatalog.Native)
        {
            Console.WriteLine($"Some members look alike. If they are the same, use --same CODE=CODE, such as --same {ImportAliasCommand.Pair(import.Duplicates[0])}, which adds an alias to the mapping.");
        }
    }

    private static void WriteChanges(ImportResult import)
    {
        foreach (var change in import.MemberChanges.Take(MaxChanges))
        {
            Console.WriteLine(change);
        }

        WriteOmitted(import.MemberChanges.Count - MaxChanges + import.MemberChangesOmitted, "difference of members", "differences of members");
        if (import.MemberChanges.Any(change => !change.IsTaken))
        {
            Console.WriteLine("Existing members stay unchanged. Set 'correct_members: true' in the mapping to update them from the file.");
        }
    }

    private static string Rows(int count, IReadOnlyList<int> first) =>
        count == 1 ? $"row {first[0]}" : $"rows {string.Join(", ", first.Take(5))}{(count > Math.Min(first.Count, 5) ? " …" : "")}";

    // Count links to the unknown member separately.
    private static string Links(int all, int unknown, string what) => unknown == 0 ? Plural.Of(all, what) : $"{Plural.Of(all - unknown, what)} (and {unknown} with none stated)";

    private static void WriteOmitted(int count, string one, string? many = null)
    {
        if (count > 0)
        {
            Console.WriteLine($"… and {count} more {Plural.Word(count, one, many)}.");
        }
    }

    private static void Preview(ImportResult import)
    {
        foreach (var e in import.First)
        {
            Console.WriteLine($"row {e.Row}: {e.Code} | {e.Title} | {(e.Start.Length > 0 ? e.Start : "date not stated")}{(e.End.Length > 0 && e.End != e.Start ? $" to {e.End}" : "")} | {e.Type} | {e.Place}"
                + $"{(e.Headcount is { } people ? $" | {Plural.Of(people, "person", "people")}" : "")}{(e.AmountUsd is { } usd ? $" | {usd.ToString(CultureInfo.InvariantCulture)} USD" : "")}");
            Console.WriteLine($"    domains: {string.Join(", ", e.Domains)}; participants: {string.Join("; ", e.Participants)}; sources: {string.Join(", ", e.Sources)}");
        }

        foreach (var omitted in import.LeftOut)
        {
            Console.WriteLine($"omitted: {Plural.Of(omitted.Rows, "row")}, {omitted.Why}.");
        }

        var members = import.NewMembers;
        Console.WriteLine($"{Plural.Of(import.Rows, "row")}{(import.Ignored > 0 ? $" and {import.Ignored} that the mapping omits" : "")}: {Links(import.DomainLinks, import.UnknownDomainLinks, "domain link")}, {Links(import.ParticipationLines, import.UnknownParticipationLines, "participation line")}, {Links(import.SourceLinks, import.UnknownSourceLinks, "source link")};"
            + $" new members: {Plural.Of(members.Domains, "domain")}, {Plural.Of(members.Participants, "participant")}, {Plural.Of(members.EngagementTypes, "type")}, {Plural.Of(members.Places, "place")}, {Plural.Of(members.Sources, "source")}.");
    }
}
