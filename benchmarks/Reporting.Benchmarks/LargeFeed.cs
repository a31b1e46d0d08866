using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Hosting;

namespace Reporting.Benchmarks;

/// <summary>
/// Reads half a million rows of the flat set over HTTP, page by page. Compares it with reading the same columns by one bare statement and writing
/// them with <see cref="Utf8JsonWriter"/>. The ways alternate.
/// </summary>
internal static partial class LargeFeed
{
    private const int Rows = 500_000;
    private const int PageSize = 10_000;

    private const string Bare = """
        SELECT d.EngagementKey || '|' || d.DomainKey, d.EngagementKey, f.Code, f.Title,
               CASE WHEN f.StartDateKey % 100 <> 0 THEN f.StartDateKey END, t.FirstDay, t.LastDay, t.Label, NULLIF(f.YearKey, 0),
               d.DomainKey, m.Code, m.Name, m.GroupCode, m.GroupName, d.WeightParts, d.IsPrimary,
               e.Code, e.Name, e.CategoryCode, e.CategoryName, p.City, p.CountryCode, c.Name,
               f.Headcount, f.AmountCents, f.AmountCents * d.WeightParts, f.Handling, f.ImportedAt
        FROM BridgeEngagementDomain d
        JOIN FactEngagement f ON f.EngagementKey = d.EngagementKey
        LEFT JOIN DimDomain m ON m.DomainKey = d.DomainKey
        LEFT JOIN DimEngagementType e ON e.EngagementTypeKey = f.EngagementTypeKey
        LEFT JOIN DimPlace p ON p.PlaceKey = f.PlaceKey
        LEFT JOIN DimCountry c ON c.CountryCode = p.CountryCode
        LEFT JOIN DimDate t ON t.DateKey = f.StartDateKey
        ORDER BY d.EngagementKey, d.DomainKey
        LIMIT 500000
        """;

    private static readonly JsonEncodedText[] Names =
    [
        .. new[]
        {
            "Id", "EngagementKey", "Code", "Title", "StartDate", "StartFrom", "StartTo", "StartLabel", "StartYear", "DomainKey", "DomainCode", "DomainName", "DomainGroupCode", "DomainGroupName",
            "Weight", "IsPrimary", "EngagementTypeCode", "EngagementTypeName", "CategoryCode", "CategoryName", "City", "PlaceCountryCode", "PlaceCountryName", "Headcount", "AmountUsd",
            "AllocatedAmountUsd", "Handling", "ImportedAt",
        }.Select(name => JsonEncodedText.Encode(name)),
    ];

    public static async Task RunAsync(string connectionString, int rounds, TextWriter output)
    {
        await using var server = ReportingHost.BuildServer(
            ["--environment", "Development", "--contentRoot", Directory.GetCurrentDirectory(), "--urls", "http://127.0.0.1:0", "--Warehouse:ConnectionString", connectionString, "--Access:Anonymous", "admin", "--Logging:LogLevel:Default", "Warning"]);
        if (await server.Services.GetRequiredService<InstalledWarehouse>().PrepareAsync(CancellationToken.None) is { } problem)
        {
            throw new InvalidOperationException(problem.Message);
        }

        await server.StartAsync();
        var feed = server.Urls.Single() + "/odata/EngagementsFlat";

        // Warm up before measuring.
        await ReadElsewhereAsync(feed, 50_000);
        await WriteBareAsync(connectionString, 50_000);
        var small = Environment.WorkingSet;
        var (bytes, large) = (0L, 0L);
        var ways = new List<(double Processor, double Clock)[]>();
        for (var round = 0; round < rounds; round++)
        {
            ways.Add(
            [
                await TimeAsync(async () => bytes = await ReadElsewhereAsync(feed, Rows)),
                await TimeAsync(() => WriteBareAsync(connectionString, Rows)),
            ]);
            large = Math.Max(large, Environment.WorkingSet);
            Console.Error.WriteLine(string.Join("  ", ways[^1].Select(w => $"{w.Processor:N1} s ({w.Clock:N1} s by the clock)")));
        }

        var medians = Enumerable.Range(0, 2).Select(i => ways.Select(w => w[i].Processor).Order().ElementAt(rounds / 2)).ToList();
        var clock = Enumerable.Range(0, 2).Select(i => ways.Select(w => w[i].Clock).Order().ElementAt(rounds / 2)).ToList();
        output.WriteLine("| what | processor seconds | rows a second of them | rows a second by the clock |");
        output.WriteLine("|---|--:|--:|--:|");
        output.WriteLine($"| ours: {Rows:N0} rows × {Names.Length} columns ({bytes / 1e6:N0} MB), page by page, from the database through HTTP | {medians[0]:N1} | {Rows / medians[0]:N0} | {Rows / clock[0]:N0} |");
        output.WriteLine($"| one bare statement, written with Utf8JsonWriter to nowhere | {medians[1]:N1} | {Rows / medians[1]:N0} | {Rows / clock[1]:N0} |");
        output.WriteLine();
        output.WriteLine($"Ours gives {medians[1] / medians[0]:P0} of the rows a second of the bare statement ({clock[1] / clock[0]:P0} by the clock). Memory of the process: {small / 1e6:N0} MB after 50,000 rows, at most {large / 1e6:N0} MB after {Rows:N0}.");
        await server.StopAsync();
    }

    /// <summary>The client: follows all links and prints the number of received bytes.</summary>
    public static async Task ReadAsync(string feed, int rows)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        var (bytes, pages) = (0L, 0);
        var (buffer, end) = (new byte[128 * 1024], new byte[4096]);
        for (var next = $"{feed}?$top={rows}"; next is not null; pages++)
        {
            using var response = await client.GetAsync(next, HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            await using var body = await response.Content.ReadAsStreamAsync();
            for (int read; (read = await body.ReadAsync(buffer)) > 0; bytes += read)
            {
                var taken = Math.Min(read, end.Length);
                end.AsSpan(taken).CopyTo(end);
                buffer.AsSpan(read - taken, taken).CopyTo(end.AsSpan(end.Length - taken));
            }

            next = Link().Match(Encoding.UTF8.GetString(end)) is { Success: true } link ? JsonSerializer.Deserialize<string>(link.Groups["link"].Value) : null;
        }

        Console.WriteLine(pages == rows / PageSize ? bytes : throw new InvalidOperationException($"{pages} pages."));
    }

    // A separate process, because the client's cost does not count.
    private static async Task<long> ReadElsewhereAsync(string feed, int rows)
    {
        using var client = Process.Start(new ProcessStartInfo("dotnet", [typeof(LargeFeed).Assembly.Location, feed, rows.ToString(CultureInfo.InvariantCulture), "read"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return long.Parse(output, CultureInfo.InvariantCulture);
    }

    // Also processor time, because other programs may be busy on the machine.
    private static async Task<(double Processor, double Clock)> TimeAsync(Func<Task> way)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (processor, clock) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await way();
        process.Refresh();
        return ((process.TotalProcessorTime - processor).TotalSeconds, Stopwatch.GetElapsedTime(clock).TotalSeconds);
    }

    private static async Task WriteBareAsync(string connectionString, int rows)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Bare.Replace("500000", rows.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        await using var json = new Utf8JsonWriter(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        json.WriteStartArray();
        while (await reader.ReadAsync())
        {
            json.WriteStartObject();
            for (var i = 0; i < Names.Length; i++)
            {
                json.WritePropertyName(Names[i]);
                Write(json, reader, i);
            }

            json.WriteEndObject();
            if (json.BytesPending > 32 * 1024)
            {
                await json.FlushAsync();
            }
        }

        json.WriteEndArray();
    }

    // The column types are hard-coded, so this is the minimum work.
    private static void Write(Utf8JsonWriter json, SqliteDataReader reader, int i)
    {
        if (reader.IsDBNull(i))
        {
            json.WriteNullValue();
            return;
        }

        switch (i)
        {
            case 1 or 8 or 9 or 23:
                json.WriteNumberValue(reader.GetInt64(i));
                break;
            case 4 or 5 or 6:
                var day = reader.GetInt64(i);
                json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{day / 10000:0000}-{day / 100 % 100:00}-{day % 100:00}"));
                break;
            case 14:
                json.WriteNumberValue(reader.GetInt64(i) / 2520d);
                break;
            case 15:
                json.WriteBooleanValue(reader.GetInt64(i) != 0);
                break;
            case 24 or 25:
                json.WriteNumberValue(reader.GetInt64(i) / (i == 24 ? 100m : 252_000m));
                break;
            default:
                json.WriteStringValue(reader.GetString(i));
                break;
        }
    }

    [GeneratedRegex("\"@odata.nextLink\":(?<link>\"[^\"]*\")}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Link();
}
