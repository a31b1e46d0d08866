using Dapper;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Tests.Mail;

/// <summary>Several processes that send from one database, and are killed and started again while they do.</summary>
internal sealed class SenderProcesses : IAsyncDisposable
{
    private readonly TestWarehouse _warehouse;
    private readonly (string, string)[] _settings;
    private readonly List<Task<ServerProcess>> _servers = [];

    /// <param name="relay">The port of the relay.</param>
    /// <param name="more">Settings beside those of sending.</param>
    public SenderProcesses(TestWarehouse warehouse, int relay, params (string, string)[] more)
    {
        _warehouse = warehouse;
        _settings =
        [
            .. ServerProcess.Over(warehouse),
            ("Access:Anonymous", "admin"),
            ("Mail:FilesFolder", Path.Combine(warehouse.Folder, "files")),
            ("Mail:Smtp:Host", "127.0.0.1"),
            ("Mail:Smtp:Port", $"{relay}"),
            ("Mail:Smtp:TimeoutSeconds", "20"),
            ("Mail:MaxConcurrent", "1"),
            ("Mail:LeaseSeconds", "3"),
            ("Mail:PollSeconds", "0.2"),
            ("Mail:RetrySeconds", "0.2"),
            ("Mail:MaxAttempts", "100"),
            ("Logging:LogLevel:Default", "Error"),
            .. more,
        ];
    }

    public int Kills { get; private set; }

    /// <summary>Kills of a process that was handing over a mail.</summary>
    public long Interrupted { get; private set; }

    public OperationsConnections Operations => new(_warehouse.Options, _warehouse.Folder);

    /// <summary>A warehouse with the reference data.</summary>
    public static async Task<TestWarehouse> WarehouseAsync(WarehouseProvider engine)
    {
        var warehouse = await TestWarehouse.UnmigratedAsync(engine);
        await ServerProcess.PrepareAsync(warehouse, hasReferenceData: true);
        return warehouse;
    }

    /// <summary>Starts more of them. Each starts while the others work.</summary>
    public void Start(int count) => _servers.AddRange(Enumerable.Range(0, count).Select(_ => ServerProcess.StartAsync(_settings)));

    public async Task<HttpClient> ClientAsync(int number = 0) => (await _servers[number % _servers.Count]).Client;

    /// <summary>Kills one of them. It sends one mail at a time, so at most one was being handed over.</summary>
    public async Task KillAsync(Random random)
    {
        var victim = random.Next(_servers.Count);
        await using (var killed = await _servers[victim])
        {
            await killed.KillAsync();
            Interrupted += await CountAsync($"SELECT COUNT(*) FROM Delivery WHERE State = 'handing-over' AND Target IS NULL AND Worker LIKE '{killed.Id}-%'");
        }

        _servers[victim] = ServerProcess.StartAsync(_settings);
        Kills++;
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var connection = await Operations.OpenReadAsync();
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    /// <summary>The deliveries that have not ended.</summary>
    public Task<long> CountUnderWayAsync() => CountAsync("SELECT COUNT(*) FROM Delivery WHERE State IN ('waiting', 'sending', 'handing-over')");

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await (await server).DisposeAsync();
        }
    }
}
