using System.Text.Json;
using Reporting.Delivery.Events;
using Reporting.Delivery.Tests.Outbox;
using Reporting.Delivery.Tests.Webhooks;
using Reporting.TestWarehouses.Engines;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Editions;

namespace Reporting.Delivery.Tests.Events;

/// <summary>Receivers are told of each new data version and edition, in order, until they take it.</summary>
public abstract class EventsTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : EventsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : EventsTests(WarehouseProvider.SqlServer);

    [EngineFact]
    public async Task New_data_and_editions_are_sent_once_and_refused_events_again()
    {
        var answers = new Queue<string>(["503", "200"]);
        using var receiver = new HttpReceiver { Fault = () => answers.Count > 0 ? answers.Dequeue() : "204" };
        await using var host = await MailHost.StartAsync(
            engine, null, ("Events:Receivers", receiver.Address("hook")), ("Events:Secret", "whsec_" + Convert.ToBase64String(new byte[32])), ("Events:PollSeconds", "1"),
            ("Webhooks:AllowHttp", "true"), ("Webhooks:AllowPrivateAddresses", "true"), ("Mail:PollSeconds", "3600"));

        // A receiver is told only of what comes after its first look.
        await UntilAsync(async () => await host.Get<EventStore>().KnowsAsync(receiver.Address("hook")));
        Assert.Empty(receiver.Received);
        var version = await host.ImportAsync("Code,Title,Start,Type\nevent-1,Event,2026-03-01,meeting\n");
        await UntilAsync(() => Task.FromResult(receiver.Received.Count >= 2));
        var (refused, taken) = (receiver.Received.First(), receiver.Received.Last());
        Assert.Equal(($"data-{version}-{Json(refused).GetProperty("dataAsOf").GetDateTimeOffset():yyyyMMdd'T'HHmmss'Z'}", "503"), (refused.Id, refused.Answer));
        Assert.Equal((refused.Id, refused.Body, "200"), (taken.Id, taken.Body, taken.Answer));
        Assert.Equal(("data.changed", version), (Json(taken).GetProperty("type").GetString(), Json(taken).GetProperty("dataVersion").GetInt32()));
        Assert.StartsWith("v1,", taken.Headers["webhook-signature"], StringComparison.Ordinal);

        await host.Get<EditionStore>().AddAsync(
            new Edition { Id = "2026-final", IsFinal = true, Note = "As cited.", Maker = "ministry", MadeAt = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), DataVersion = version, Engagements = 1, Bytes = 1, Tables = [], Reports = new Dictionary<string, string>() }, CancellationToken.None);
        await UntilAsync(() => Task.FromResult(receiver.Received.Count >= 3));
        var edition = Json(receiver.Received.Last());
        Assert.Equal(("edition.changed", "2026-final", "final"), (edition.GetProperty("type").GetString(), edition.GetProperty("edition").GetString(), edition.GetProperty("state").GetString()));
    }

    private static JsonElement Json(ReceivedMessage message) => JsonDocument.Parse(message.Body).RootElement;

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var waited = 0; !await isSo(); waited++)
        {
            Assert.True(waited < 1_200, "Timed out.");
            await Task.Delay(50);
        }
    }
}
