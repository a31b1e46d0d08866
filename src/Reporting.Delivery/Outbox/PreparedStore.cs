using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>Prepared mails, and the claims of processes that make them. A claim ensures that each mail is made once.</summary>
public sealed class PreparedStore(OperationsConnections connections, TimeProvider time, IOptions<MailOptions> options)
{
    private readonly IWarehouseEngine _engine = connections.Engine;

    private object Now => _engine.Timestamp(time.GetUtcNow());

    private object LeaseEnd => _engine.Timestamp(time.GetUtcNow().AddSeconds(options.Value.LeaseSeconds));

    /// <summary>Returns a mail that is ready, failed recently or is being made by another process; null if it has to be made.</summary>
    public async Task<Preparation?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<PreparedRow>(new CommandDefinition(
            "SELECT State, Content, LeaseUntil, ExpiresAt FROM PreparedMail WHERE PreparedId = @id", new { id }, cancellationToken: cancellationToken));
        return row switch
        {
            { State: "ready", Content: { } content, ExpiresAt: { } expires } when _engine.ReadTimestamp(expires) > time.GetUtcNow() => Preparation.Ready(JsonSerializer.Deserialize<PreparedMail>(content)!),
            { State: "broken", Content: { } content } when IsHeld(row) => Preparation.Broken(JsonSerializer.Deserialize<Problem>(content)!),
            { State: "making" } when IsHeld(row) => Preparation.Elsewhere,
            _ => null,
        };
    }

    /// <summary>Claims the mail; false if another process has claimed it.</summary>
    /// <param name="isLost">True if the mail was made but its files are missing.</param>
    public async Task<bool> TakeAsync(string id, string groupKey, string worker, bool isLost, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var values = new { id, groupKey, worker, LeaseEnd, Now, Lost = isLost ? 1 : 0 };
        var taken = await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE PreparedMail SET State = 'making', Worker = @worker, LeaseUntil = @LeaseEnd
            WHERE PreparedId = @id AND ((State = 'ready' AND (ExpiresAt <= @Now OR @Lost = 1)) OR (State <> 'ready' AND LeaseUntil <= @Now))
            """,
            values, cancellationToken: cancellationToken));
        if (taken == 1)
        {
            return true;
        }

        try
        {
            return await connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO PreparedMail (PreparedId, GroupKey, State, Worker, LeaseUntil)
                SELECT @id, @groupKey, 'making', @worker, @LeaseEnd WHERE NOT EXISTS (SELECT 1 FROM PreparedMail WHERE PreparedId = @id)
                """,
                values, cancellationToken: cancellationToken)) == 1;
        }
        catch (DbException) when (!cancellationToken.IsCancellationRequested)
        {
            // Two processes inserted at the same time; the primary key refused this one.
            return false;
        }
    }

    /// <summary>False if the worker no longer holds the claim.</summary>
    public async Task<bool> ExtendAsync(string id, string worker, CancellationToken cancellationToken) => await ExecuteAsync(
        "UPDATE PreparedMail SET LeaseUntil = @LeaseEnd WHERE PreparedId = @id AND Worker = @worker AND State = 'making'", new { id, worker, LeaseEnd }, cancellationToken) == 1;

    public Task FinishAsync(PreparedMail mail, MailedEngagements? engagements, string worker, CancellationToken cancellationToken) => ExecuteAsync(
        """
        UPDATE PreparedMail SET State = 'ready', Content = @Content, Engagements = @Engagements, Fingerprint = @Fingerprint, ExpiresAt = @ExpiresAt, LeaseUntil = NULL
        WHERE PreparedId = @Id AND Worker = @worker AND State = 'making'
        """,
        new { mail.Id, worker, Content = JsonSerializer.Serialize(mail), Engagements = engagements?.Pack(), mail.Fingerprint, ExpiresAt = _engine.Timestamp(time.GetUtcNow().AddDays(options.Value.LinkDays)) },
        cancellationToken);

    /// <summary>The engagements behind a mail; null if there are too many, or none were kept.</summary>
    public async Task<MailedEngagements?> EngagementsAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var packed = await connection.QueryFirstOrDefaultAsync<string?>(new CommandDefinition(
            "SELECT Engagements FROM PreparedMail WHERE PreparedId = @id", new { id }, cancellationToken: cancellationToken));
        return packed is null ? null : MailedEngagements.Unpack(packed);
    }

    /// <summary>Records a failure. Other deliveries see it for one lease; a passing failure is retried at once.</summary>
    public Task BreakAsync(string id, string worker, Problem problem, bool isPassing, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE PreparedMail SET State = 'broken', Content = @Content, LeaseUntil = @Until WHERE PreparedId = @id AND Worker = @worker AND State = 'making'",
        new { id, worker, Content = JsonSerializer.Serialize(problem), Until = isPassing ? Now : LeaseEnd },
        cancellationToken);

    /// <summary>Deletes mails that expired before the history period, for which fingerprints are needed.</summary>
    public Task DeleteExpiredAsync(CancellationToken cancellationToken) => ExecuteAsync(
        "DELETE FROM PreparedMail WHERE ExpiresAt < @Before",
        new { Before = _engine.Timestamp(time.GetUtcNow().AddDays(-options.Value.KeepDays)) },
        cancellationToken);

    private bool IsHeld(PreparedRow row) => row.LeaseUntil is { } until && _engine.ReadTimestamp(until) > time.GetUtcNow();

    private async Task<int> ExecuteAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }
}

/// <summary>A row of the table PreparedMail.</summary>
internal sealed class PreparedRow
{
    public required string State { get; init; }

    public string? Content { get; init; }

    public object? LeaseUntil { get; init; }

    public object? ExpiresAt { get; init; }
}
