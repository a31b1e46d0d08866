using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Hosting;
using Reporting.Delivery.Files;
using Reporting.Engine.Access;
using Reporting.Engine.Model;

namespace Reporting.Benchmarks;

/// <summary>
/// The page of the first report over HTTP, for the role <c>reader</c>: its first view, a click that no reader made before, and a state that is kept. Beside them the
/// queries of the same report alone, without a page, and one bare query by year and domain. The ways alternate. No two rounds or ways ask for the same last year,
/// and each round has another click, so that no answer was kept before.
/// </summary>
internal static class Pages
{
    private const string Report = "cooperation-by-year-and-domain";

    private const int WarmUps = 3;

    // Of years to come, after the last of the data.
    private const int FirstViews = 2100;
    private const int AllClicks = 3100;
    private const int Documents = 4100;
    private const int Queries = 5100;

    /// <summary>The last three are those of the rounds before the measured ones.</summary>
    private static readonly string[] Clicks =
    [
        "filter.year=2023", "filter.engagement_category=agreement", "filter.participant_country=IN", "filter.participant_country=IL&filter.year=2023", "filter.participant_kind=person",
        "filter.year=2022", "filter.participant_country=IL", "filter.participant_country=IN&filter.engagement_category=agreement", "filter.year=2024", "filter.participant_country=IN&filter.year=2022",
        "filter.year=2019", "filter.participant_country=IN&filter.year=2019", "filter.engagement_category=visit",
    ];

    public static async Task RunAsync(string name, string? connectionString, int rounds, TextWriter output)
    {
        // Without a connection the program makes a new file with the reference data.
        var folder = Directory.CreateTempSubdirectory("reporting-pages-").FullName;
        await using var server = ReportingHost.BuildServer(
            ["--environment", "Development", "--contentRoot", Directory.GetCurrentDirectory(), "--urls", "http://127.0.0.1:0", "--Warehouse:ConnectionString", connectionString ?? $"Data Source={Path.Combine(folder, "reporting.db")}", "--Access:Anonymous", "reader", "--Logging:LogLevel:Default", "Warning"]);
        if (await server.Services.GetRequiredService<InstalledWarehouse>().PrepareAsync(CancellationToken.None) is { } problem)
        {
            throw new InvalidOperationException(problem.Message);
        }

        await server.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()), Timeout = TimeSpan.FromMinutes(5) };
        var files = server.Services.GetRequiredService<ReportFiles>();
        var reader = server.Services.GetRequiredService<Reloadable<AccessRules>>().Value.CallerOf("bench", ["reader"]);
        var ways = new (string Name, Func<int, Task> Run)[]
        {
            ("first view", i => client.GetStringAsync($"/reports/{Report}?to={FirstViews + i}")),
            ("a click", i => client.GetStringAsync($"/reports/{Report}?{Clicks[i % Clicks.Length]}&show.by-year-and-domain=all{(i < Clicks.Length ? string.Empty : $"&to={AllClicks + i}")}")),
            ("a state that is kept", _ => client.GetStringAsync($"/reports/{Report}")),
            ("the report's queries without the page", i => DocumentAsync(files, reader, $"{Documents + i}")),
            ("one query by year and domain", i => client.GetStringAsync($"/api/v1/aggregates?by=year,domain&totals=levels&year=..{Queries + i}")),
        };
        foreach (var i in Enumerable.Range(Clicks.Length - WarmUps, WarmUps))
        {
            foreach (var way in ways)
            {
                await way.Run(i);
            }
        }

        var times = ways.Select(_ => new List<double>()).ToList();
        var cpu = ways.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (place, way) in ways.Index())
            {
                var start = Stopwatch.GetTimestamp();
                var used = Environment.CpuUsage.TotalTime;
                await way.Run(round < Clicks.Length - WarmUps ? round : round + WarmUps);
                cpu[place].Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
                times[place].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        output.WriteLine($"| {name} | {string.Join(" | ", times.Select(t => Median(t).ToString("N0", CultureInfo.InvariantCulture)))} |");
        output.WriteLine($"| {name}, processor | {string.Join(" | ", cpu.Select(t => Median(t).ToString("N0", CultureInfo.InvariantCulture)))} |");
        await server.StopAsync();
    }

    public static void WriteHead(TextWriter output)
    {
        output.WriteLine("| engagements | first view | a click | a state that is kept | the report's queries without the page | one query by year and domain |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|");
    }

    private static async Task DocumentAsync(ReportFiles files, Caller reader, string last)
    {
        if (!(await files.DocumentAsync(new ReportRequest(Report, "html", null, [new("to", last)]), reader, CancellationToken.None)).IsValue(out _, out var problem))
        {
            throw new InvalidOperationException(problem.Message);
        }
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
