using System.Diagnostics;
using System.Globalization;
using Reporting.Engine.Engagements;
using Reporting.Rendering.Columns;
using Reporting.Rendering.Data;

namespace Reporting.Benchmarks;

/// <summary>Writes a million of the rows behind the figures as JSON, Arrow and Parquet, from the database to a file that is thrown away. The ways alternate.</summary>
internal static class LargeColumns
{
    private const int Million = 1_000_000;
    private const int RowsOfABatch = 8_192;

    // The runtime compiles the code anew in the first rounds, which count for nothing.
    private const int WarmRounds = 5;

    public static async Task RunAsync(BenchedWarehouse warehouse, int rounds, TextWriter output)
    {
        (string Name, Func<DataFile, DataRows, Counter, Stream, Task> Write)[] ways =
        [
            ("JSON", (data, rows, counter, target) => DataJson.WriteAsync(data with { Rows = FirstAsync(rows.ReadAsync(), _ => 1, counter) }, target, CancellationToken.None)),
            .. ColumnFormat.All.Select(f => (f.Id, (Func<DataFile, DataRows, Counter, Stream, Task>)((data, rows, counter, target) =>
                f.WriteAsync(DataTable.Of(data, f, maxRows => FirstAsync(rows.ReadBatchesAsync(maxRows), b => b.Rows, counter)), target, CancellationToken.None)))),
            ("reading rows alone", async (_, rows, counter, _) => await KeepAsync(FirstAsync(rows.ReadAsync(), _ => 1, counter))),
            ("reading columns alone", async (_, rows, counter, _) => await KeepAsync(FirstAsync(rows.ReadBatchesAsync(RowsOfABatch), b => b.Rows, counter))),
        ];
        var results = ways.Select(_ => new List<(double Elapsed, double Processor, long Peak, long Bytes)>()).ToArray();
        for (var round = -WarmRounds; round < rounds; round++)
        {
            for (var i = 0; i < ways.Length; i++)
            {
                var measured = await MeasureAsync(warehouse, ways[i].Write);
                Console.Error.WriteLine($"{ways[i].Name}: {measured.Elapsed:N1} s");
                if (round >= 0)
                {
                    results[i].Add(measured);
                }
            }
        }

        var (elapsed, processor) = (Median(results[0], r => r.Elapsed), Median(results[0], r => r.Processor));
        output.WriteLine("| a million rows as | seconds | rows a second | times JSON | processor seconds | times JSON | MB | most memory, MB |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        for (var i = 0; i < ways.Length; i++)
        {
            var (time, work) = (Median(results[i], r => r.Elapsed), Median(results[i], r => r.Processor));
            output.WriteLine(
                $"| {ways[i].Name} | {time:N2} | {Million / time:N0} | {elapsed / time:N2} | {work:N2} | {processor / work:N2} | {Median(results[i], r => r.Bytes) / 1e6:N0} | {Median(results[i], r => r.Peak) / 1e6:N0} |");
        }
    }

    private static double Median<T>(IEnumerable<T> rounds, Func<T, double> value) => rounds.Select(value).Order().ElementAt(rounds.Count() / 2);

    // Seconds for a million rows: the last batch may have a few more.
    private static async Task<(double Elapsed, double Processor, long Peak, long Bytes)> MeasureAsync(BenchedWarehouse warehouse, Func<DataFile, DataRows, Counter, Stream, Task> write)
    {
        GC.Collect();
        await using var rows = await warehouse.OpenDataAsync(inColumns: true);
        await using var target = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using var process = Process.GetCurrentProcess();
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        var (start, begun, counter) = (process.TotalProcessorTime, Stopwatch.GetTimestamp(), new Counter());
        await write(new DataFile("Rows", rows.Filters, rows.Version, Million, AsyncEnumerable.Empty<object?[]>()), rows, counter, target);
        var elapsed = Stopwatch.GetElapsedTime(begun);
        process.Refresh();
        var share = (double)Million / counter.Rows;
        return (elapsed.TotalSeconds * share, (process.TotalProcessorTime - start).TotalSeconds * share, Peak(), target.Length);
    }

    private static long Peak() =>
        long.Parse(File.ReadLines("/proc/self/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;

    private static async Task KeepAsync<T>(IAsyncEnumerable<T> all)
    {
        await foreach (var one in all)
        {
            GC.KeepAlive(one);
        }
    }

    private static async IAsyncEnumerable<T> FirstAsync<T>(IAsyncEnumerable<T> all, Func<T, int> rows, Counter counter)
    {
        await foreach (var one in all)
        {
            yield return one;
            if ((counter.Rows += rows(one)) >= Million)
            {
                yield break;
            }
        }
    }

    private sealed class Counter
    {
        public long Rows { get; set; }
    }
}
