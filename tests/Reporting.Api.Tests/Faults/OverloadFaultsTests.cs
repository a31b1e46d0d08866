using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Reporting.TestWarehouses;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.Faults;

/// <summary>
/// Sends more requests than the machine can handle. A process with 1 GB of memory answers or refuses them with a code, and abandoned queries stop. Short in
/// every run; <c>make test-faults</c> runs it over 20,000 invented engagements.
/// </summary>
[Trait("Category", "Faults")]
[Collection(FaultsCollection.Name)]
public sealed class OverloadFaultsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly int Engagements = TestRun.IsDeepOrFaults ? 20_000 : 4_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-overload-").FullName;

    public Task InitializeAsync() => ServerProcess.RunAsync(["demo", "generate", "--engagements", $"{Engagements}", "--seed", "5"], Settings());

    public Task DisposeAsync()
    {
        TestFolder.Delete(_folder);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Forty_long_pages_at_once_are_answered_or_refused_with_a_code_within_a_gigabyte()
    {
        // The short form uses less memory for the same requests.
        await using var server = await ServerProcess.StartAsync([.. Settings(), ("DOTNET_GCHeapHardLimit", TestRun.IsDeepOrFaults ? "0x40000000" : "0x10000000")]);
        var all = JsonDocument.Parse(await server.Client.GetStringAsync("/api/v1/aggregates")).RootElement.GetProperty("data")[0].GetProperty("engagements").GetInt32();
        Assert.True(all >= Engagements);
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => LongPageAsync(server.Client, n)));

        output.WriteLine($"{answers.Count(a => a.Status == HttpStatusCode.OK)} answered, {answers.Count(a => a.Status == HttpStatusCode.ServiceUnavailable)} refused; at most {server.PeakBytes / 1_000_000:N0} MB");
        Assert.All(answers, a => Assert.True(a.Rows == all || (a.Status == HttpStatusCode.ServiceUnavailable && a.Code == "questions-busy" && a.RetryAfter), $"{a}"));
        Assert.Contains(answers, a => a.Rows == all);
        Assert.True((await server.Client.GetAsync("/health/ready")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Abandoned_queries_stop_and_leave_no_temporary_files()
    {
        await using var server = await ServerProcess.StartAsync(Settings());
        using var leaving = new CancellationTokenSource();
        // Every combination of six dimensions, each requested by two clients.
        var asked = Enumerable.Range(0, 8).Select(n => server.Client.GetAsync($"/api/v1/aggregates?by=date,domain,source,participant,organisation,role&measures=engagements,people&limit={1 + (n / 2)}", leaving.Token)).ToList();
        await Task.Delay(TestRun.IsDeepOrFaults ? 3_000 : 100);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(asked));

        using var process = Process.GetProcessById(server.Id);
        for (var waited = Stopwatch.StartNew(); await BusyAsync(process) > 0.3; )
        {
            Assert.True(waited.Elapsed < Patience, "Abandoned queries still run.");
        }

        Assert.Empty(TemporaryFiles(server.Id));
        Assert.True((await server.Client.GetAsync("/api/v1/aggregates?by=year")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_query_that_cannot_succeed_is_refused_at_once()
    {
        await using var server = await ServerProcess.StartAsync([.. Settings(), ("Questions:MaxFilledRows", TestRun.IsDeepOrFaults ? "1000000" : "100000")]);
        using var refused = await server.Client.GetAsync("/api/v1/aggregates?by=date,domain,source,participant&fill=true&limit=1");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "too-many-empty-periods"), (refused.StatusCode, await CodeAsync(refused)));
    }

    // Streamed and counted, so that the test itself needs little memory.
    private static async Task<(HttpStatusCode Status, int Rows, string? Code, bool RetryAfter)> LongPageAsync(HttpClient client, int n)
    {
        // Each request is a different query, so no response is shared.
        using var answer = await client.GetAsync($"/api/v1/engagements?limit={50_000 - n}", HttpCompletionOption.ResponseHeadersRead);
        if (!answer.IsSuccessStatusCode)
        {
            return (answer.StatusCode, 0, await CodeAsync(answer), answer.Headers.RetryAfter is not null);
        }

        await using var body = await answer.Content.ReadAsStreamAsync();
        var rows = 0;
        await foreach (var engagement in ReadAsync(body))
        {
            rows += engagement;
        }

        return (answer.StatusCode, rows, null, false);
    }

    private static async IAsyncEnumerable<int> ReadAsync(Stream body)
    {
        // Only an engagement has a start label.
        var mark = "\"startLabel\""u8.ToArray();
        var buffer = new byte[256 * 1024];
        for (var kept = 0; ;)
        {
            var read = await body.ReadAsync(buffer.AsMemory(kept));
            if (read == 0)
            {
                yield break;
            }

            var (length, count, from) = (kept + read, 0, 0);
            for (int at; (at = buffer.AsSpan(from, length - from).IndexOf(mark)) >= 0; count++)
            {
                from += at + mark.Length;
            }

            kept = Math.Min(length - from, mark.Length - 1);
            buffer.AsSpan(length - kept, kept).CopyTo(buffer);
            yield return count;
        }
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString();

    // The number of processors that the process uses, measured over a second.
    private static async Task<double> BusyAsync(Process process)
    {
        process.Refresh();
        var (used, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
        await Task.Delay(1_000);
        process.Refresh();
        return (process.TotalProcessorTime - used) / watch.Elapsed;
    }

    // SQLite's temporary files, which have no name.
    private static IEnumerable<string> TemporaryFiles(int process) => !Directory.Exists($"/proc/{process}/fd")
        ? []
        : Directory.EnumerateFiles($"/proc/{process}/fd").Select(f => new FileInfo(f).LinkTarget ?? string.Empty).Where(target => target.Contains("etilqs", StringComparison.Ordinal));

    private (string, string)[] Settings() =>
    [
        ("Warehouse:ConnectionString", $"Data Source={Path.Combine(_folder, "reporting.db")}"),
        ("Exports:Folder", Path.Combine(_folder, "exports")),
        ("Mail:Folder", Path.Combine(_folder, "mail")),
        ("Mail:FilesFolder", Path.Combine(_folder, "mail-files")),
        ("Logging:LogLevel:Default", "Warning"),
    ];
}
