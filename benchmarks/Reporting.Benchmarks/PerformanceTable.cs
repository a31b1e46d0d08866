using System.Globalization;

namespace Reporting.Benchmarks;

/// <summary>Writes the results as Markdown: per size, our median, and the ratios to the textbook and to the bare statements.</summary>
internal static class PerformanceTable
{
    public static void Write(TextWriter output, IReadOnlyDictionary<int, IReadOnlyList<Measured>> results, int rounds, string sqlite)
    {
        foreach (var (size, asked) in results)
        {
            output.WriteLine($"### {size:N0} engagements");
            output.WriteLine();
            output.WriteLine($"SQLite {sqlite}; medians of {rounds} rounds, the three ways taking turns.");
            output.WriteLine();
            output.WriteLine("| question | ours (ms) | textbook (ms) | textbook ÷ ours | bare statement (ms) | our code (ms) |");
            output.WriteLine("|---|--:|--:|--:|--:|--:|");
            foreach (var m in asked)
            {
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {m.Question.Name} | {m.Ours:N1} | {m.Textbook:N1} | {m.Textbook / m.Ours:N1} | {m.Bare:N1} | {m.Ours - m.Bare:N1} |"));
            }

            output.WriteLine();
        }

        WriteGrowth(output, results);
    }

    private static void WriteGrowth(TextWriter output, IReadOnlyDictionary<int, IReadOnlyList<Measured>> results)
    {
        if (!results.TryGetValue(100_000, out var before) || !results.TryGetValue(1_000_000, out var after))
        {
            return;
        }

        output.WriteLine("### From 100,000 to 1,000,000 engagements");
        output.WriteLine();
        output.WriteLine("| question | ours grows by |");
        output.WriteLine("|---|--:|");
        foreach (var (small, large) in before.Zip(after))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {small.Question.Name} | {large.Ours / small.Ours:N1} × |"));
        }
    }
}
