using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Reporting.Delivery.Links;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine;
using Reporting.Engine.Access;
using Reporting.Rendering;
using Reporting.TestWarehouses;
using Reporting.Warehouse;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Migrations;

namespace Reporting.Delivery.Tests.Outbox;

/// <summary>The mail services over their own database with the reference data, without a web server. The worker runs until the host is disposed.</summary>
public sealed class MailHost : IAsyncDisposable
{
    public const string Report = "cooperation-by-year-and-domain";

    private readonly IHost _host;
    private readonly TestWarehouse _warehouse;

    private MailHost(IHost host, TestWarehouse warehouse) => (_host, _warehouse) = (host, warehouse);

    public string MailFiles => Path.Combine(_warehouse.Folder, "mail-files");

    private string Mails => Path.Combine(_warehouse.Folder, "mail");

    /// <param name="clock">Null for the real one.</param>
    public static async Task<MailHost> StartAsync(WarehouseProvider engine, TimeProvider? clock = null, params (string Name, string Value)[] settings)
    {
        var warehouse = await TestWarehouse.UnmigratedAsync(engine);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = RepositoryRoot.Folder });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Warehouse:Provider"] = engine.ToString(),
            ["Warehouse:ConnectionString"] = warehouse.ConnectionString,
            ["Mail:Folder"] = Path.Combine(warehouse.Folder, "mail"),
            ["Mail:FilesFolder"] = Path.Combine(warehouse.Folder, "mail-files"),
            ["Exports:Folder"] = Path.Combine(warehouse.Folder, "exports"),
            ["Mail:PollSeconds"] = "0.1",
            ["Mail:RetrySeconds"] = "0.1",
            ["Mail:MaxAttempts"] = "3",
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Name, string? (s) => s.Value));
        builder.Services.AddWarehouse(builder.Configuration);
        builder.Services.AddEngine(RepositoryRoot.File("reports"), RepositoryRoot.File("tests", "Reporting.Api.Tests", "Access", "open-access.yml"));
        builder.Services.AddRendering().AddDelivery().AddResultCache(typeof(MailHost).Assembly);
        builder.Services.AddSingleton(new MailLinks(new LinkSigner(() => "a secret of these tests, which is long enough"), () => "https://reports.test"));
        builder.Services.AddSingleton(new AnonymousRecipients(["reader"]));
        if (clock is not null)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton(clock));
        }

        var host = builder.Build();
        Assert.Null((await host.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None)).Problem);
        Assert.Null((await host.Services.GetRequiredService<ReferenceData>().ImportAsync(CancellationToken.None)).Problem);
        await host.StartAsync();
        return new MailHost(host, warehouse);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Creates a subscription. By default it is first due in years, to run by hand.</summary>
    public async Task<Subscription> SubscribeAsync(string[] to, Func<SubscriptionDefinition, SubscriptionDefinition>? more = null)
    {
        var asked = new SubscriptionDefinition { Report = Report, Formats = ["csv"], Schedule = "0 8 29 2 *", Recipients = new Recipients(to, [], []) };
        var added = await Get<SubscriptionService>().AddAsync(more?.Invoke(asked) ?? asked, Caller.Local, CancellationToken.None);
        return added.IsValue(out var subscription, out var problem) ? subscription : throw new InvalidOperationException($"{problem.Code}: {problem.Message}");
    }

    /// <summary>Runs it by hand and waits until all deliveries have ended.</summary>
    public async Task<IReadOnlyList<MailDelivery>> RunAsync(Subscription subscription)
    {
        var ids = (await Get<DeliveryPlanner>().RunAsync(subscription, CancellationToken.None)).Select(d => d.Id).ToList();
        return [.. (await EndedAsync(subscription, all => ids.TrueForAll(id => all.Any(d => d.Id == id)))).Where(d => ids.Contains(d.Id))];
    }

    /// <summary>Waits until the history has the expected size and all deliveries have ended; latest due time first.</summary>
    public async Task<IReadOnlyList<MailDelivery>> EndedAsync(Subscription subscription, Func<IReadOnlyList<MailDelivery>, bool> isWhole)
    {
        for (var waited = 0; ; waited++)
        {
            var all = await HistoryAsync(subscription);
            if (isWhole(all) && all.All(d => d.State is not (DeliveryState.Waiting or DeliveryState.Sending or DeliveryState.HandingOver)))
            {
                return all;
            }

            Assert.True(waited < 2_400, $"Not ended: {string.Join(", ", all.Select(d => $"{d.Recipient} {d.State} {d.Reason}"))}");
            await Task.Delay(50);
        }
    }

    public Task<IReadOnlyList<MailDelivery>> HistoryAsync(Subscription subscription) =>
        Get<DeliveryStore>().ListAsync(new DeliveryFilter { SubscriptionId = subscription.Id }, 1_000, CancellationToken.None);

    /// <summary>The file of a mail in the folder.</summary>
    public string Eml(MailDelivery delivery) => Path.Combine(Mails, delivery.MessageId.Replace('@', '_') + ".eml");

    /// <summary>Returns the key of the import.</summary>
    public async Task<int> ImportAsync(string csv)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv));
        var imported = await Get<ImportRunner>().RunAsync(new ImportRequest(content, "more.csv"));
        Assert.True(imported.Value?.ImportKey is not null, $"{imported.Problem}{imported.Value?.Refusal}");
        return imported.Value!.ImportKey!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await _warehouse.DisposeAsync();
    }
}
