using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Exports;

/// <summary>Requests of these tests to /api/v1/exports.</summary>
internal static class ExportRequests
{
    public const string Report = "cooperation-by-year-and-domain";
    public const string Route = "/api/v1/exports";

    // Allows for a million rows each on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(TestRun.IsDeep ? 30 : 3);

    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, string format, object? parameters = null) =>
        client.PostAsJsonAsync(Route, new { report = Report, format, parameters = parameters ?? new { } });

    /// <summary>The path of a new job. The service may send it with its own address as a prefix.</summary>
    public static async Task<string> AddAsync(this HttpClient client, string format, object? parameters = null)
    {
        using var answer = await client.AskAsync(format, parameters);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return new Uri(client.BaseAddress!, answer.Headers.Location!).AbsolutePath;
    }

    public static Task<JsonElement> JobAsync(this HttpClient client, string job) => client.GetFromJsonAsync<JsonElement>(job);

    public static Task<JsonElement> EndAsync(this HttpClient client, string job) => client.UntilAsync(job, j => State(j) is "done" or "failed");

    public static async Task<JsonElement> UntilAsync(this HttpClient client, string job, Func<JsonElement, bool> isSo)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            var now = await client.JobAsync(job);
            if (isSo(now))
            {
                return now;
            }

            Assert.True(waited.Elapsed < Patience, $"Timed out in state: {now}");
        }
    }

    /// <summary>Waits for a condition outside the API.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var waited = Stopwatch.StartNew(); !await isSo(); await Task.Delay(50))
        {
            Assert.True(waited.Elapsed < Patience, "Timed out.");
        }
    }

    public static string State(JsonElement job) => job.GetProperty("state").GetString()!;
}
