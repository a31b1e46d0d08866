using System.Globalization;
using Microsoft.Data.Sqlite;
using Reporting.Benchmarks;
using Reporting.Engine.Access;
using Reporting.Engine.Model;

// usage: Reporting.Benchmarks FOLDER ROUNDS exports — a full sheet from 1000000.db; or
//        Reporting.Benchmarks FOLDER ROUNDS columns — a million rows from 1000000.db as JSON, Arrow and Parquet; or
//        Reporting.Benchmarks FOLDER ROUNDS feed — the flat set of the OData feed from 1000000.db, read by a process of its own (Reporting.Benchmarks ADDRESS ROWS read); or
//        Reporting.Benchmarks FOLDER ROUNDS pdf — the first report as PDF from 10000.db, against Chromium alone; or
//        Reporting.Benchmarks FOLDER ROUNDS SIZE… pages — a report's page over HTTP: first view and clicks; or
//        Reporting.Benchmarks FOLDER ROUNDS SIZE… callers — the usual questions of an administrator, of a reader and under row rules; or
//        Reporting.Benchmarks FOLDER ROUNDS SIZE… [growth] — FOLDER holds SIZE.db, made by 'reporting demo generate'; growth compares 100000.db with 1000000.db.
if (args is [var address, var count, "read"])
{
    await LargeFeed.ReadAsync(address, int.Parse(count, CultureInfo.InvariantCulture));
    return;
}

var (folder, rounds) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
if (args.Contains("exports"))
{
    await using var million = Open(1_000_000);
    await LargeExports.RunAsync(million, rounds, Console.Out);
    return;
}

if (args.Contains("columns"))
{
    await using var million = Open(1_000_000);
    await LargeColumns.RunAsync(million, rounds, Console.Out);
    return;
}

if (args.Contains("feed"))
{
    await LargeFeed.RunAsync($"Data Source={Path.Combine(Path.GetFullPath(folder), "1000000.db")}", rounds, Console.Out);
    return;
}

if (args.Contains("pdf"))
{
    await using var thousands = Open(10_000);
    await Pdfs.RunAsync(thousands, rounds, Console.Out);
    return;
}

if (args.Contains("pages"))
{
    Pages.WriteHead(Console.Out);
    await Pages.RunAsync("reference data", null, rounds, Console.Out);
    foreach (var size in Sizes())
    {
        await Pages.RunAsync(size.ToString("N0", CultureInfo.InvariantCulture), $"Data Source={Path.Combine(Path.GetFullPath(folder), $"{size}.db")}", rounds, Console.Out);
    }

    return;
}

if (args.Contains("callers"))
{
    var rules = new AccessRulesReader(ModelReader.Read(Path.Combine("reports", "model", "engagements.yml"))).Read(Path.Combine("reports", "access.yml"));
    foreach (var size in Sizes())
    {
        await using var warehouse = Open(size);
        await CallerQueries.RunAsync(warehouse, rules, size, rounds, Console.Out);
    }

    return;
}

var results = new Dictionary<int, IReadOnlyList<Measured>>();
foreach (var size in Sizes())
{
    var asked = new List<Measured>();
    await using var warehouse = Open(size);
    foreach (var question in UsualQueries.All)
    {
        var measured = await warehouse.MeasureAsync(question, rounds);
        asked.Add(measured);
        Console.Error.WriteLine($"{size,9:N0}  {question.Name,-40} ours {measured.Ours,9:N2} ms   textbook {measured.Textbook,9:N2} ms   bare {measured.Bare,9:N2} ms");
    }

    results[size] = asked;
}

PerformanceTable.Write(Console.Out, results, rounds, SqliteVersion());
if (args.Contains("growth"))
{
    PerformanceTable.WriteGrowth(Console.Out, await GrowthAsync());
}

// The two sizes alternate, as do the three ways, so that a change in machine speed does not look like growth.
async Task<IReadOnlyList<(UsualQuery Question, double Small, double Large)>> GrowthAsync()
{
    await using var small = Open(100_000);
    await using var large = Open(1_000_000);
    var growth = new List<(UsualQuery, double, double)>();
    foreach (var question in UsualQueries.All)
    {
        var medians = await Timing.MediansAsync(rounds, () => small.AskAsync(question), () => large.AskAsync(question));
        growth.Add((question, medians[0], medians[1]));
    }

    return growth;
}

IEnumerable<int> Sizes() => args.Skip(2).Where(s => char.IsAsciiDigit(s[0])).Select(s => int.Parse(s, CultureInfo.InvariantCulture));

BenchedWarehouse Open(int size) => new($"Data Source={Path.Combine(Path.GetFullPath(folder), $"{size}.db")}");

static string SqliteVersion()
{
    using var connection = new SqliteConnection("Data Source=:memory:");
    return connection.ServerVersion;
}
