using System.Text;
using Reporting.Engine.Queries;

namespace Reporting.TestWarehouses.Counting;

/// <summary>Compares a complete result with the expected one: rows in order, totals, levels, counts, types of values.</summary>
public static class ResultComparison
{
    private const int MaxShown = 8;

    // Allocated money has up to ten decimals.
    private const decimal MoneyRounding = 0.0000000001m;

    /// <summary>The differences, with both sides; null without any.</summary>
    public static string? Difference(CountedResult expected, ResultTable actual)
    {
        var differences = new StringBuilder();
        Rows("rows", expected.Rows, actual.Rows, differences);
        Rows("grand total", Optional(expected.Grand), Optional(actual.Grand), differences);
        if (expected.Levels.Count != actual.Levels.Count)
        {
            differences.AppendLine($"levels: {expected.Levels.Count} expected, {actual.Levels.Count} found");
        }

        foreach (var (level, (counted, found)) in expected.Levels.Zip(actual.Levels).Index())
        {
            Rows($"level {level + 1}", counted, found.Rows, differences);
        }

        if (expected.RowCount != actual.RowCount || expected.RowCount > expected.Rows.Count != actual.Truncated)
        {
            differences.AppendLine($"row count: {expected.RowCount} expected, {actual.RowCount} found (truncated: {actual.Truncated})");
        }

        return differences.Length == 0 ? null : differences.ToString();
    }

    /// <summary>All rows and totals of a result, to compare two answers of the product.</summary>
    public static IEnumerable<string> Texts(ResultTable table) =>
        table.Rows.Concat(table.Levels.SelectMany(level => level.Rows)).Concat(Optional(table.Grand)).Select(Text).Append($"{table.RowCount}");

    public static string Text(ResultRow row) =>
        $"[{string.Join(", ", row.Members.Select(m => m.Code ?? $"({m.Name})"))}] {string.Join(", ", row.Values.Select(v => v ?? "null"))}";

    private static IReadOnlyList<T> Optional<T>(T? row)
        where T : class => row is null ? [] : [row];

    private static void Rows(string what, IReadOnlyList<CountedRow> expected, IReadOnlyList<ResultRow> actual, StringBuilder differences)
    {
        if (expected.Count == actual.Count && expected.Zip(actual).All(pair => IsSame(pair.First, pair.Second)))
        {
            return;
        }

        differences.AppendLine($"{what}: {expected.Count} expected | {actual.Count} found; those that differ:");
        var differing = Enumerable.Range(0, Math.Max(expected.Count, actual.Count))
            .Select(i => (Expected: expected.ElementAtOrDefault(i), Found: actual.ElementAtOrDefault(i)))
            .Where(pair => pair.Expected is null || pair.Found is null || !IsSame(pair.Expected, pair.Found));
        foreach (var (counted, found) in differing.Take(MaxShown))
        {
            differences.AppendLine($"  {counted?.ToString() ?? "-",-50} | {(found is null ? "-" : Text(found))}");
        }
    }

    private static bool IsSame(CountedRow expected, ResultRow actual) =>
        expected.Members.Count == actual.Members.Count
        && expected.Members.Zip(actual.Members).All(m => m.First.Code == m.Second.Code && (m.First.Code is not null || m.First.Name == m.Second.Name))
        && expected.Values.Count == actual.Values.Count
        && expected.Values.Zip(actual.Values).All(v => IsSame(v.First, v.Second));

    private static bool IsSame(object? expected, object? actual) => (expected, actual) switch
    {
        (double e, double a) => Math.Abs(e - a) <= 1e-12 * Math.Max(1, Math.Abs(e)),
        (decimal e, decimal a) => Math.Abs(e - a) <= MoneyRounding,
        _ => Equals(expected, actual),
    };
}
