using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Outbox;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Alerts;

/// <summary>The table Alert.</summary>
public sealed class AlertStore(OperationsConnections connections, OutboxStore outbox, TimeProvider time, IOptions<MailOptions> options)
{
    private const string Columns = "AlertId, Owner, OwnerRoles, Definition, State, NextCheck, CheckedVersion, CheckedAt, Memory, Worker, CreatedAt, ChangedAt, Changes";

    private readonly IWarehouseEngine _engine = connections.Engine;

    private object Now => _engine.Timestamp(time.GetUtcNow());

    private object LeaseEnd => _engine.Timestamp(time.GetUtcNow().AddSeconds(options.Value.LeaseSeconds));

    public Task AddAsync(Alert alert, CancellationToken cancellationToken) => ExecuteAsync(
        """
        INSERT INTO Alert (AlertId, Owner, OwnerRoles, Definition, State, NextCheck, CreatedAt, ChangedAt, Changes)
        VALUES (@Id, @Owner, @OwnerRoles, @Definition, @State, @NextCheck, @CreatedAt, @ChangedAt, 0)
        """,
        Values(alert), cancellationToken);

    public async Task<Alert?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await RowsAsync($"SELECT {Columns} FROM Alert WHERE AlertId = @id", new { id }, cancellationToken)).FirstOrDefault();

    /// <summary>Newest first.</summary>
    /// <param name="owner">Null for all owners.</param>
    public Task<IReadOnlyList<Alert>> ListAsync(string? owner, CancellationToken cancellationToken) => RowsAsync(
        $"SELECT {Columns} FROM Alert {(owner is null ? string.Empty : "WHERE Owner = @owner ")}ORDER BY CreatedAt DESC, AlertId", new { owner }, cancellationToken);

    /// <summary>True if there is an alert that is not paused.</summary>
    public async Task<bool> HasActiveAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenReadAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT COUNT(*) AS Active FROM Alert WHERE State = 'active'", cancellationToken: cancellationToken)) > 0;
    }

    /// <summary>False if the alert was changed, checked or deleted since it was read. A claim on it ends.</summary>
    public async Task<bool> ChangeAsync(Alert alert, CancellationToken cancellationToken) => await ExecuteAsync(
        """
        UPDATE Alert
        SET OwnerRoles = @OwnerRoles, Definition = @Definition, State = @State, NextCheck = @NextCheck, CheckedVersion = @CheckedVersion, Memory = @Memory, ChangedAt = @ChangedAt,
            Worker = NULL, LeaseUntil = NULL, Changes = Changes + 1
        WHERE AlertId = @Id AND Changes = @Changes
        """,
        Values(alert), cancellationToken) == 1;

    /// <summary>Deletes the alert with its history and its messages that were not sent.</summary>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var deleted = await connection.ExecuteAsync(new CommandDefinition("DELETE FROM Alert WHERE AlertId = @id", new { id }, transaction, cancellationToken: cancellationToken));
        foreach (var sql in new[] { "DELETE FROM AlertCheck WHERE AlertId = @id", "DELETE FROM SubscriptionOptOut WHERE SubscriptionId = @id", "DELETE FROM Delivery WHERE SubscriptionId = @id" })
        {
            await connection.ExecuteAsync(new CommandDefinition(sql, new { id }, transaction, cancellationToken: cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
        return deleted == 1;
    }

    /// <summary>Claims an alert that is due, or whose data have another version than at its last check. Only one worker can claim it. Null if there is none.</summary>
    /// <param name="worker">A new name for each claim.</param>
    public Task<Alert?> ClaimAsync(string worker, long version, CancellationToken cancellationToken) => ClaimAsync(
        worker, "State = 'active' AND (LeaseUntil IS NULL OR LeaseUntil < @Now) AND (NextCheck <= @Now OR CheckedVersion IS NULL OR CheckedVersion <> @version)", new { version }, cancellationToken);

    /// <summary>Claims one alert by hand; null if it is being checked.</summary>
    public Task<Alert?> ClaimAsync(string worker, string id, CancellationToken cancellationToken) =>
        ClaimAsync(worker, "AlertId = @id AND (LeaseUntil IS NULL OR LeaseUntil < @Now)", new { id }, cancellationToken);

    /// <summary>False if the worker no longer holds the alert.</summary>
    public async Task<bool> ExtendAsync(Alert alert, CancellationToken cancellationToken) =>
        await ExecuteAsync("UPDATE Alert SET LeaseUntil = @LeaseEnd WHERE AlertId = @Id AND Worker = @Worker", new { alert.Id, alert.Worker, LeaseEnd }, cancellationToken) == 1;

    /// <summary>Gives up a claim, so that the alert is checked again after a delay.</summary>
    public Task ReleaseAsync(Alert alert, TimeSpan delay, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE Alert SET Worker = NULL, LeaseUntil = @Until WHERE AlertId = @Id AND Worker = @Worker", new { alert.Id, alert.Worker, Until = _engine.Timestamp(time.GetUtcNow() + delay) }, cancellationToken);

    /// <summary>
    /// Records a check, the state for the next one and the messages in one transaction, so that a condition is reported once. False if the alert was changed or another worker has it.
    /// </summary>
    public async Task<bool> CompleteAsync(Alert alert, AlertCheck check, DateTimeOffset? next, AlertMemory? memory, IEnumerable<MailDelivery> messages, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var values = new
        {
            alert.Id,
            alert.Worker,
            alert.Changes,
            check.Number,
            CheckedAt = _engine.Timestamp(check.At),
            check.DataVersion,
            Cause = EnumWord.Of(check.Cause),
            Outcome = EnumWord.Of(check.Outcome),
            Reason = check.Reason is { Length: > 1_900 } long_ ? long_[..1_900] + "…" : check.Reason,
            Content = check.Items.Count == 0 ? null : JsonSerializer.Serialize(check.Items, AlertDefinition.Json),
            NextCheck = next is { } due ? _engine.Timestamp(due) : null,
            Memory = memory?.Text(),
        };
        var held = await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE Alert SET Memory = @Memory, CheckedVersion = COALESCE(@DataVersion, CheckedVersion), CheckedAt = @CheckedAt, NextCheck = @NextCheck, Worker = NULL, LeaseUntil = NULL, Changes = Changes + 1
            WHERE AlertId = @Id AND Worker = @Worker AND Changes = @Changes
            """,
            values, transaction, cancellationToken: cancellationToken));
        if (held == 0)
        {
            return false;
        }

        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO AlertCheck (AlertId, CheckNumber, CheckedAt, DataVersion, Cause, Outcome, Reason, Content)
            VALUES (@Id, @Number, @CheckedAt, @DataVersion, @Cause, @Outcome, @Reason, @Content)
            """,
            values, transaction, cancellationToken: cancellationToken));
        foreach (var message in messages)
        {
            await outbox.AddAsync(message, connection, transaction, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<Alert?> ClaimAsync(string worker, string where, object more, CancellationToken cancellationToken)
    {
        var values = new DynamicParameters(more);
        values.AddDynamicParams(new { Max = 1, worker, LeaseEnd, Now });
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var id = await connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition(
            _engine.Claim("Alert", "AlertId", "Worker = @worker, LeaseUntil = @LeaseEnd", where, "CheckedAt"), values, cancellationToken: cancellationToken));
        return id is null ? null : await FindAsync(id, cancellationToken);
    }

    private object Values(Alert alert) => new
    {
        alert.Id,
        alert.Owner,
        OwnerRoles = alert.OwnerRoles is null ? null : JsonSerializer.Serialize(alert.OwnerRoles),
        Definition = JsonSerializer.Serialize(alert.Definition, AlertDefinition.Json),
        State = EnumWord.Of(alert.State),
        NextCheck = alert.NextCheck is { } next ? _engine.Timestamp(next) : null,
        alert.CheckedVersion,
        Memory = alert.Memory?.Text(),
        CreatedAt = _engine.Timestamp(alert.CreatedAt),
        ChangedAt = _engine.Timestamp(alert.ChangedAt),
        alert.Changes,
    };

    private async Task<int> ExecuteAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }

    private async Task<IReadOnlyList<Alert>> RowsAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.Alert(_engine))];
    }

    private sealed class Row
    {
        public required string AlertId { get; init; }

        public required string Owner { get; init; }

        public string? OwnerRoles { get; init; }

        public required string Definition { get; init; }

        public required string State { get; init; }

        public object? NextCheck { get; init; }

        public long? CheckedVersion { get; init; }

        public object? CheckedAt { get; init; }

        public string? Memory { get; init; }

        public string? Worker { get; init; }

        public required object CreatedAt { get; init; }

        public required object ChangedAt { get; init; }

        public int Changes { get; init; }

        public Alert Alert(IWarehouseEngine engine) => new()
        {
            Id = AlertId,
            Owner = Owner,
            OwnerRoles = OwnerRoles is null ? null : JsonSerializer.Deserialize<List<string>>(OwnerRoles),
            Definition = JsonSerializer.Deserialize<AlertDefinition>(Definition, AlertDefinition.Json)!,
            State = Enum.Parse<AlertState>(State, ignoreCase: true),
            NextCheck = NextCheck is null ? null : engine.ReadTimestamp(NextCheck),
            CheckedVersion = CheckedVersion,
            CheckedAt = CheckedAt is null ? null : engine.ReadTimestamp(CheckedAt),
            Memory = AlertMemory.Parse(Memory),
            Worker = Worker,
            CreatedAt = engine.ReadTimestamp(CreatedAt),
            ChangedAt = engine.ReadTimestamp(ChangedAt),
            Changes = Changes,
        };
    }
}
