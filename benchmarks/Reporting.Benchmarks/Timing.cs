using System.Diagnostics;

namespace Reporting.Benchmarks;

/// <summary>Times several ways of a query alternately (A B C, A B C …), so that changes in machine speed affect all of them.</summary>
internal static class Timing
{
    public static async Task<double[]> MediansAsync(int rounds, params Func<Task>[] ways)
    {
        var times = ways.Select(_ => new List<double>()).ToArray();
        foreach (var way in ways)
        {
            await way();
        }

        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < ways.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await ways[i]();
                times[i].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return [.. times.Select(Median)];
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }
}
