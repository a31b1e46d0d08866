using System.Globalization;

namespace Reporting.Benchmarks;

/// <summary>Writes the results as Markdown: for each size the median, and its ratios to the textbook and to the bare statements.</summary>
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
    }

    public static void WriteGrowth(TextWriter output, IReadOnlyList<(UsualQuery Question, double Small, double Large)> growth)
    {
        output.WriteLine("### From 100,000 to 1,000,000 engagements");
        output.WriteLine();
        output.WriteLine("The two sizes taking turns.");
        output.WriteLine();
        output.WriteLine("| question | 100,000 (ms) | 1,000,000 (ms) | grows by |");
        output.WriteLine("|---|--:|--:|--:|");
        foreach (var (question, small, large) in growth)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {question.Name} | {small:N1} | {large:N1} | {large / small:N1} × |"));
        }
    }
}
