using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.Exports;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;

namespace Reporting.Api.Tests.Mail;

/// <summary>Requests of these tests about subscriptions and mails.</summary>
internal static class SubscriptionRequests
{
    public const string Route = "/api/v1/subscriptions";
    public const string Report = "cooperation-by-year-and-domain";

    private static readonly string[] Ended = ["delivered", "written", "refused", "failed", "ambiguous", "skipped", "cancelled"];

    /// <summary>Creates a subscription that is first due in years, to run by hand, and returns the response.</summary>
    public static Task<JsonElement> SubscribeAsync(this HttpClient client, object? more = null) => client.SubscribeAsync(["asha@example.org"], more);

    public static async Task<JsonElement> SubscribeAsync(this HttpClient client, string[] to, object? more = null)
    {
        var body = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        body.TryAdd("report", Report);
        body.TryAdd("formats", JsonSerializer.SerializeToNode(new[] { "csv" }));
        body.TryAdd("recipients", JsonSerializer.SerializeToNode(to));
        body.TryAdd("schedule", "0 8 29 2 *");
        using var answer = await client.PostAsJsonAsync(Route, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public static string Id(this JsonElement answer) => answer.GetProperty("id").GetString()!;

    /// <summary>Runs it by hand and waits until all deliveries have ended.</summary>
    public static async Task<List<JsonElement>> RunAsync(this HttpClient client, JsonElement subscription)
    {
        using var answer = await client.PostAsync($"{Route}/{subscription.Id()}/run", null);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        var copies = (await answer.Content.ReadFromJsonAsync<List<JsonElement>>())!;
        return await client.UntilEndedAsync(copies.Select(Id));
    }

    /// <summary>Sends a delivery for an occurrence on a past day, and waits for its end.</summary>
    public static async Task<JsonElement> RunScheduledAsync(this ReportingApp app, HttpClient client, JsonElement subscription, int day)
    {
        var services = app.Services;
        var stored = await services.GetRequiredService<SubscriptionStore>().FindAsync(subscription.Id(), CancellationToken.None);
        var wallClock = new DateTime(2026, 1, 1, 8, 0, 0, DateTimeKind.Unspecified).AddDays(day - 1);
        var copy = services.GetRequiredService<OutboxEntries>().Of(stored!, new Occurrence(wallClock, new DateTimeOffset(wallClock, TimeSpan.Zero)), 0).Single();
        await services.GetRequiredService<OutboxStore>().AddAsync([copy], CancellationToken.None);
        return Assert.Single(await client.UntilEndedAsync([copy.Id]));
    }

    public static async Task<List<JsonElement>> UntilEndedAsync(this HttpClient client, IEnumerable<string> ids)
    {
        var ended = new List<JsonElement>();
        foreach (var id in ids)
        {
            ended.Add(await client.UntilAsync($"/api/v1/deliveries/{id}", d => Ended.Contains(ExportRequests.State(d))));
        }

        return ended;
    }

    public static async Task<List<JsonElement>> HistoryAsync(this HttpClient client, JsonElement subscription) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"{Route}/{subscription.Id()}/history")).GetProperty("data").EnumerateArray()];

    public static string Eml(this ReportingApp app, JsonElement delivery) => Path.Combine(app.Mails, delivery.GetProperty("messageId").GetString()!.Replace('@', '_') + ".eml");
}
