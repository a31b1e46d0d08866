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

    public static async Task RunAsync(BenchedWarehouse warehouse, int rounds, TextWriter output)
    {
        (string Name, Func<DataFile, Stream, Task> Write)[] ways =
        [
            ("JSON", (data, target) => DataJson.WriteAsync(data, target, CancellationToken.None)),
            .. ColumnFormat.All.Select(f => (f.Id, (Func<DataFile, Stream, Task>)((data, target) => f.WriteAsync(DataTable.Of(data), target, CancellationToken.None)))),
            ("reading alone", async (data, _) =>
            {
                await foreach (var row in data.Rows)
                {
                    GC.KeepAlive(row);
                }
            }),
        ];
        var results = ways.Select(_ => new List<(double Seconds, long Peak, long Bytes)>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < ways.Length; i++)
            {
                results[i].Add(await MeasureAsync(warehouse, ways[i].Write));
                Console.Error.WriteLine($"{ways[i].Name}: {results[i][^1].Seconds:N1} s");
            }
        }

        var json = Median(results[0], r => r.Seconds);
        output.WriteLine("| a million rows as | processor seconds | rows a second | times JSON | MB | most memory, MB |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|");
        for (var i = 0; i < ways.Length; i++)
        {
            var seconds = Median(results[i], r => r.Seconds);
            output.WriteLine($"| {ways[i].Name} | {seconds:N1} | {Million / seconds:N0} | {json / seconds:N2} | {Median(results[i], r => r.Bytes) / 1e6:N0} | {Median(results[i], r => r.Peak) / 1e6:N0} |");
        }
    }

    private static double Median<T>(IEnumerable<T> rounds, Func<T, double> value) => rounds.Select(value).Order().ElementAt(rounds.Count() / 2);

    // Processor time, because other programs may be busy on the machine.
    private static async Task<(double Seconds, long Peak, long Bytes)> MeasureAsync(BenchedWarehouse warehouse, Func<DataFile, Stream, Task> write)
    {
        GC.Collect();
        await using var rows = await warehouse.OpenDataAsync();
        await using var target = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using var process = Process.GetCurrentProcess();
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        var start = process.TotalProcessorTime;
        await write(new DataFile("Rows", rows.Filters, rows.Version, Million, FirstAsync(rows)), target);
        process.Refresh();
        return ((process.TotalProcessorTime - start).TotalSeconds, Peak(), target.Length);
    }

    private static long Peak() =>
        long.Parse(File.ReadLines("/proc/self/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;

    private static async IAsyncEnumerable<object?[]> FirstAsync(DataRows rows)
    {
        var read = 0;
        await foreach (var row in rows.ReadAsync())
        {
            yield return row;
            if (++read == Million)
            {
                yield break;
            }
        }
    }
}
