using System.Globalization;
using Microsoft.Data.Sqlite;
using Reporting.Benchmarks;

// usage: Reporting.Benchmarks FOLDER ROUNDS SIZE… — FOLDER holds SIZE.db, made by 'reporting demo generate'.
var (folder, rounds) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
var results = new Dictionary<int, IReadOnlyList<Measured>>();
foreach (var size in args.Skip(2).Select(s => int.Parse(s, CultureInfo.InvariantCulture)))
{
    var asked = new List<Measured>();
    await using var warehouse = new BenchedWarehouse($"Data Source={Path.Combine(Path.GetFullPath(folder), $"{size}.db")}");
    foreach (var question in UsualQuestions.All)
    {
        var measured = await warehouse.MeasureAsync(question, rounds);
        asked.Add(measured);
        Console.Error.WriteLine($"{size,9:N0}  {question.Name,-40} ours {measured.Ours,9:N2} ms   textbook {measured.Textbook,9:N2} ms   bare {measured.Bare,9:N2} ms");
    }

    results[size] = asked;
}

PerformanceTable.Write(Console.Out, results, rounds, SqliteVersion());

static string SqliteVersion()
{
    using var connection = new SqliteConnection("Data Source=:memory:");
    return connection.ServerVersion;
}
