using System.Globalization;
using Reporting.Anchor;
using Reporting.Benchmarks;

// usage: Reporting.Anchor FOLDER ROUNDS SIZE… — FOLDER holds SIZE.db, made by 'reporting demo generate'; SIZE.duckdb is made beside it. The two engines take turns.
var (folder, rounds) = (Path.GetFullPath(args[0]), int.Parse(args[1], CultureInfo.InvariantCulture));
foreach (var size in args.Skip(2).Select(s => int.Parse(s, CultureInfo.InvariantCulture)))
{
    var file = Path.Combine(folder, $"{size}.db");
    await using var ours = new BenchedWarehouse($"Data Source={file}");
    using var duck = DuckStar.Open(file);
    Console.WriteLine($"### DuckDB at {size:N0} engagements");
    Console.WriteLine();
    Console.WriteLine($"DuckDB {duck.Version}, {duck.Threads} threads; medians of {rounds} rounds, the two engines taking turns.");
    Console.WriteLine();
    Console.WriteLine("| question | ours (ms) | DuckDB (ms) | DuckDB ÷ ours |");
    Console.WriteLine("|---|--:|--:|--:|");
    foreach (var question in UsualQueries.All)
    {
        var medians = await Timing.MediansAsync(rounds, () => ours.AskAsync(question), () => duck.AskAsync(question));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {question.Name} | {medians[0]:N1} | {medians[1]:N1} | {medians[1] / medians[0]:N2} |"));
    }

    Console.WriteLine();
}
