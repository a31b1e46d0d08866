using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Outbox;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Alerts;

/// <summary>The history of checks: what was found, and what became of the messages.</summary>
public sealed class AlertHistory(OperationsConnections connections, DeliveryStore deliveries, TimeProvider time, IOptions<AlertOptions> options)
{
    private const int MaxDeliveries = 50_000;

    private readonly IWarehouseEngine _engine = connections.Engine;

    /// <summary>Latest first, each with its messages.</summary>
    /// <param name="before">Only checks before this one; null for all.</param>
    public async Task<IReadOnlyList<RecordedCheck>> ListAsync(string alert, int? before, int limit, CancellationToken cancellationToken)
    {
        var checks = await ChecksAsync(alert, before, limit, cancellationToken);
        var filter = new DeliveryFilter { SubscriptionId = alert, Occurrences = checks.ConvertAll(check => check.Occurrence) };
        var sent = checks.Count == 0 ? null : (await deliveries.ListAsync(filter, MaxDeliveries, cancellationToken)).ToLookup(d => d.Occurrence);
        return checks.ConvertAll(check => new RecordedCheck(check, [.. sent![check.Occurrence]]));
    }

    private async Task<List<AlertCheck>> ChecksAsync(string alert, int? before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            SELECT CheckNumber, CheckedAt, DataVersion, Cause, Outcome, Reason, Content FROM AlertCheck WHERE AlertId = @alert {(before is null ? string.Empty : "AND CheckNumber < @before ")}
            ORDER BY CheckNumber DESC {_engine.FirstRows("@limit")}
            """,
            new { alert, before, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.Check(_engine))];
    }

    /// <summary>The outcome of the last check of each alert.</summary>
    /// <param name="owner">Null for all owners.</param>
    public async Task<IReadOnlyDictionary<string, AlertOutcome?>> LastAsync(string? owner, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string AlertId, string Outcome)>(new CommandDefinition(
            $"""
            SELECT c.AlertId, c.Outcome FROM Alert a JOIN AlertCheck c ON c.AlertId = a.AlertId
            WHERE c.CheckNumber = (SELECT MAX(l.CheckNumber) FROM AlertCheck l WHERE l.AlertId = a.AlertId){(owner is null ? string.Empty : " AND a.Owner = @owner")}
            """,
            new { owner }, cancellationToken: cancellationToken));
        return rows.ToDictionary(r => r.AlertId, AlertOutcome? (r) => AlertCheck.OutcomeOf(r.Outcome));
    }

    public async Task DeleteExpiredAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM AlertCheck WHERE CheckedAt < @Before", new { Before = _engine.Timestamp(time.GetUtcNow().AddDays(-options.Value.KeepDays)) }, cancellationToken: cancellationToken));
    }

    private sealed class Row
    {
        public int CheckNumber { get; init; }

        public required object CheckedAt { get; init; }

        public long? DataVersion { get; init; }

        public required string Cause { get; init; }

        public required string Outcome { get; init; }

        public string? Reason { get; init; }

        public string? Content { get; init; }

        public AlertCheck Check(IWarehouseEngine engine) => new(CheckNumber, engine.ReadTimestamp(CheckedAt), DataVersion, Enum.Parse<AlertCause>(Cause, ignoreCase: true), AlertCheck.OutcomeOf(Outcome), Reason)
        {
            Items = Content is null ? [] : JsonSerializer.Deserialize<List<AlertItem>>(Content, AlertDefinition.Json)!,
        };
    }
}

/// <summary>A check with the messages that it made.</summary>
public sealed record RecordedCheck(AlertCheck Check, IReadOnlyList<MailDelivery> Deliveries);

/// <summary>One check of an alert.</summary>
/// <param name="Number">Grows with each check of the alert.</param>
/// <param name="DataVersion">Null if the query failed.</param>
/// <param name="Reason">Why it was suppressed (<see cref="AlertDecision.NotReset"/>, <see cref="AlertDecision.Quiet"/>) or failed.</param>
public sealed record AlertCheck(int Number, DateTimeOffset At, long? DataVersion, AlertCause Cause, AlertOutcome Outcome, string? Reason)
{
    /// <summary>The items that met the condition. Of long lists, the first ones.</summary>
    public IReadOnlyList<AlertItem> Items { get; init; } = [];

    public string Occurrence => OccurrenceOf(Number);

    public static string OccurrenceOf(int number) => string.Create(CultureInfo.InvariantCulture, $"alert {number}");

    internal static AlertOutcome OutcomeOf(string word) => EnumWord.Find<AlertOutcome>(word)!.Value;
}

/// <summary>Why an alert was checked.</summary>
public enum AlertCause
{
    Import,
    Schedule,
    Hand,
}
