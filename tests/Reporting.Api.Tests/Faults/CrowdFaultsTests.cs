using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Reporting.TestWarehouses;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.Faults;

/// <summary>
/// Many clients send all kinds of requests while files are imported. Each gets a correct response, or a refusal with Retry-After. Thirty clients in every run;
/// <c>make test-faults</c> sends three hundred for a minute.
/// </summary>
[Trait("Category", "Faults")]
[Collection(FaultsCollection.Name)]
public sealed class CrowdFaultsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly int Engagements = TestRun.IsFaults ? 10_000 : 1_000;
    private static readonly int Clients = TestRun.IsFaults ? 300 : 30;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(TestRun.IsFaults ? 60 : 2);
    private const int ImportedAtATime = 7;

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-crowd-").FullName;

    private static readonly string[] Paths =
    [
        "/api/v1/aggregates?totals=true&by=year",
        "/api/v1/aggregates?by=year,domain&totals=true",
        "/api/v1/aggregates?by=participant_country,domain&limit=50",
        "/api/v1/aggregates?by=year&measures=engagements,people&domain=cyber-security",
        "/api/v1/engagements?limit=100",
        "/api/v1/engagements?limit=5000",
        "/",
        "/api/v1/reports/cooperation-by-year-and-domain/html",
        "/api/v1/reports/cooperation-by-year-and-domain/xlsx",
        "/api/v1/reports/cooperation-by-year-and-domain/csv?section=data",
        "/odata/Engagements?$top=200&$orderby=StartDate",
        "/api/v1/reports/cooperation-by-year-and-domain/pdf",
    ];

    public Task InitializeAsync() => ServerProcess.RunAsync(["demo", "generate", "--engagements", $"{Engagements}", "--seed", "8"], Settings());

    public Task DisposeAsync()
    {
        TestFolder.Delete(_folder);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Each_of_many_clients_gets_a_correct_response_or_a_documented_refusal_during_imports()
    {
        await using var server = await ServerProcess.StartAsync([.. Settings(), ("Memory:GiveBackSeconds", "5"), ("Memory:MaxBytes", "450000000")]);
        foreach (var path in Paths)
        {
            await server.Client.GetAsync(path);
        }

        var first = await TotalAsync(server.Client);
        var before = server.Bytes;
        using var end = new CancellationTokenSource(Duration);
        var health = LivesAsync(server.Client.BaseAddress!);
        var imports = ImportAsync(server.Client, end.Token);
        var asked = Task.WhenAll(Enumerable.Range(0, Clients).Select(n => AskAsync(server.Client, n, end.Token)));
        await Task.WhenAny(asked);
        Assert.Null(await server.EndAsync());
        var answers = (await asked).SelectMany(a => a).ToList();
        var imported = await imports;

        var lives = await health;
        output.WriteLine($"{answers.Count} requests: {string.Join(", ", answers.GroupBy(a => (a.Status, a.Code)).OrderByDescending(g => g.Count()).Select(g => $"{g.Key.Status} {g.Key.Code} {g.Count()}"))}");
        output.WriteLine($"{imported} imports; live after {lives[lives.Count / 2]:N0} ms in the median, {lives[lives.Count * 95 / 100]:N0} ms at 95 %, {lives[^1]:N0} ms at most, of {lives.Count}");
        Assert.True(imported > 0);
        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.OK || (a.RetryAfter && a.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests), $"{a}"));
        Assert.All(answers.Where(a => a.Total is not null), a => Assert.True((a.Total - first) % ImportedAtATime == 0 && a.Total >= first && a.Total <= first + (imported * ImportedAtATime), $"{a}"));
        Assert.Equal(first + (imported * ImportedAtATime), await TotalAsync(server.Client));

        if (!TestRun.IsFaults)
        {
            return;
        }

        var peak = server.PeakBytes;
        var after = server.Bytes;
        for (var waited = Stopwatch.StartNew(); after > before * 1.2 && waited.Elapsed < TimeSpan.FromSeconds(40); after = server.Bytes)
        {
            await Task.Delay(1_000);
        }

        output.WriteLine($"{before / 1_000_000:N0} MB before, {peak / 1_000_000:N0} MB at most, {after / 1_000_000:N0} MB after");
        Assert.InRange(peak, 1, 800_000_000);
        Assert.True(after <= before * 1.2, $"{before:N0} bytes before, {after:N0} after.");
    }

    private static async Task<List<ReceivedResponse>> AskAsync(HttpClient client, int n, CancellationToken end)
    {
        var answers = new List<ReceivedResponse>();
        var random = new Random(n);
        while (!end.IsCancellationRequested)
        {
            // Sometimes a PDF.
            var path = Paths[random.Next(random.Next(20) == 0 ? Paths.Length : Paths.Length - 1)];
            using var answer = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, CancellationToken.None);
            var body = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
            var isTotal = path == Paths[0] && answer.IsSuccessStatusCode;
            answers.Add(new(path, answer.StatusCode, answer.IsSuccessStatusCode ? null : Property(body, "code").GetString(), answer.Headers.RetryAfter is not null, isTotal ? Total(body) : null));
        }

        return answers;
    }

    // Imports one file after the other while the clients run.
    private static async Task<int> ImportAsync(HttpClient client, CancellationToken end)
    {
        var imported = 0;
        for (; !end.IsCancellationRequested; imported++)
        {
            var rows = Enumerable.Range(0, ImportedAtATime).Select(n => $"crowd-{imported}-{n},Meeting {imported} {n},2025-03-{1 + n:00},meeting,cyber-security");
            using var content = new StringContent("Code,Title,Start,Type,Domain\n" + string.Join('\n', rows), Encoding.UTF8);
            content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            using var answer = await client.PostAsync("/api/v1/imports", content, CancellationToken.None);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(CancellationToken.None));
        }

        return imported;
    }

    // Response times of /health/live in milliseconds, ten requests a second, each with its own connection. A separate process measures them, as a
    // monitor does: this one has the clients, and its pauses would count.
    private static async Task<List<double>> LivesAsync(Uri server)
    {
        string[] arguments =
        [
            "--silent", "--output", "/dev/null", "--header", "Connection: close", "--write-out", "%{http_code} %{time_total}\n",
            "--rate", "600/m", $"{server}health/live?[1-{(int)Duration.TotalSeconds * 10}]",
        ];
        using var curl = Process.Start(new ProcessStartInfo("curl", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var lines = (await curl.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await curl.WaitForExitAsync();
        Assert.All(lines, l => Assert.StartsWith("200 ", l, StringComparison.Ordinal));
        return [.. lines.Select(l => double.Parse(l[4..], CultureInfo.InvariantCulture) * 1000).Order()];
    }

    private static async Task<int> TotalAsync(HttpClient client) => Total(await client.GetByteArrayAsync(Paths[0]));

    private static int Total(byte[] body) => Property(body, "totals").GetProperty("engagements").GetInt32();

    private static JsonElement Property(byte[] body, string name) => JsonDocument.Parse(body).RootElement.GetProperty(name);

    private (string, string)[] Settings() =>
    [
        // All callers are readers with the lowest clearance, as most callers are.
        ("AccessRules:File", RepositoryRoot.File("reports", "access.yml")),
        ("Access:Anonymous", "reader,exporter,importer"),
        ("Warehouse:ConnectionString", $"Data Source={Path.Combine(_folder, "reporting.db")}"),
        ("Exports:Folder", Path.Combine(_folder, "exports")),
        ("Mail:Folder", Path.Combine(_folder, "mail")),
        ("Mail:FilesFolder", Path.Combine(_folder, "mail-files")),
        ("Logging:LogLevel:Default", "Warning"),
    ];

    private sealed record ReceivedResponse(string Path, HttpStatusCode Status, string? Code, bool RetryAfter, int? Total);
}
