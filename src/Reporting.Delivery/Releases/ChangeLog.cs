using System.Globalization;
using System.Text;
using CsvHelper;
using Reporting.Engine.Access;
using Reporting.Engine.Changes;
using Reporting.Engine.Execution;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Releases;

/// <summary>Writes what changed since the edition before: <c>CHANGES.md</c> with numbers, and <c>changes.csv</c> with each changed field.</summary>
internal sealed class ChangeLog(ChangesRunner changes)
{
    public const string TableFile = "changes.csv";

    private const string TextFile = "CHANGES.md";

    /// <param name="before">Null for the first edition.</param>
    public async Task<Problem?> WriteAsync(EditionBefore? before, string folder, Caller caller, CancellationToken cancellationToken)
    {
        var numbers = new SortedDictionary<ChangeKind, long>();
        var (unknown, members) = (default(Problem), 0);
        if (before is not null)
        {
            await using var file = File.Create(Path.Combine(folder, TableFile));
            await using var csv = CsvWriter.Create(file, new CsvWriterOptions(), leaveOpen: true);
            await WriteAsync(csv, ReleaseTables.Changes.Columns.Select(c => c.Name), cancellationToken);
            ChangesPage? page = null;
            do
            {
                if (!(await changes.RunAsync(new ChangesQuery(before.DataVersion, null, page?.Next, ChangesQuery.LargestLimit, "en", null), caller, cancellationToken)).IsValue(out page, out unknown))
                {
                    break;
                }

                members = page.Members.Count;
                foreach (var change in page.Changes)
                {
                    numbers[change.Kind] = numbers.GetValueOrDefault(change.Kind) + 1;
                    foreach (var row in Rows(change))
                    {
                        await WriteAsync(csv, row, cancellationToken);
                    }
                }
            }
            while (page.Next is not null);
        }

        if (unknown is not null && !unknown.Is(ErrorCodes.ChangesTooOld))
        {
            return unknown;
        }

        if (unknown is not null)
        {
            File.Delete(Path.Combine(folder, TableFile));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, TextFile), Text(before, unknown, numbers, members), cancellationToken);
        return null;
    }

    private static string Text(EditionBefore? before, Problem? unknown, SortedDictionary<ChangeKind, long> numbers, int members)
    {
        var text = new StringBuilder().AppendLine("# What changed").AppendLine();
        if (before is null)
        {
            return text.AppendLine("This is the first edition. No edition was published before.").ToString();
        }

        if (unknown is not null)
        {
            return text.AppendLine(CultureInfo.InvariantCulture, $"The edition before is {before.Id}, of data version {before.DataVersion}. What changed since then is no longer known.").ToString();
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"Since the edition {before.Id}, of data version {before.DataVersion}:").AppendLine();
        foreach (var kind in Enum.GetValues<ChangeKind>())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"* {EnumNames.Of(kind)}: {Plural.Of(numbers.GetValueOrDefault(kind), "engagement")}");
        }

        return text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Corrected members: {members}. {TableFile} has a row for each changed field.").ToString();
    }

    private static IEnumerable<string?[]> Rows(EngagementChange change) => change.Fields.Count == 0
        ? [Row(change, null, null, null)]
        : change.Fields.Select(f => Row(change, f.Field, ChangedValues.Text(f.Old), ChangedValues.Text(f.New)));

    private static string?[] Row(EngagementChange change, string? field, string? old, string? now) =>
        [$"{change.Code}|{field ?? EnumNames.Of(change.Kind)}", change.Code, EnumNames.Of(change.Kind), field, old, now];

    private static async Task WriteAsync(CsvWriter csv, IEnumerable<string?> row, CancellationToken cancellationToken)
    {
        foreach (var value in row)
        {
            csv.WriteField(value is null ? null : FormulaGuard.Guard(value));
        }

        await csv.EndRecordAsync(cancellationToken);
    }
}

/// <summary>An edition that was published before another one.</summary>
public sealed record EditionBefore(string Id, int DataVersion);
