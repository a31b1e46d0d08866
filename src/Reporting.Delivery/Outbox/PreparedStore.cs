using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Outbox;

/// <summary>Which mails are made, and which process makes one: each is made once, whoever needs it.</summary>
public sealed class PreparedStore(OperationsConnections connections, TimeProvider time, IOptions<MailOptions> options)
{
    private readonly IWarehouseEngine engine = connections.Engine;

    private object Now => engine.Timestamp(time.GetUtcNow());

    private object LeaseEnd => engine.Timestamp(time.GetUtcNow().AddSeconds(options.Value.LeaseSeconds));

    /// <summary>Ready, broken a moment ago, or being made by another; null where it is to be made.</summary>
    public async Task<Preparation?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<PreparedRow>(new CommandDefinition(
            "SELECT State, Content, LeaseUntil, ExpiresAt FROM PreparedMail WHERE PreparedId = @id", new { id }, cancellationToken: cancellationToken));
        return row switch
        {
            { State: "ready", Content: { } content, ExpiresAt: { } expires } when engine.ReadTimestamp(expires) > time.GetUtcNow() => Preparation.Ready(JsonSerializer.Deserialize<PreparedMail>(content)!),
            { State: "broken", Content: { } content } when IsHeld(row) => Preparation.Broken(JsonSerializer.Deserialize<Problem>(content)!),
            { State: "making" } when IsHeld(row) => Preparation.Elsewhere,
            _ => null,
        };
    }

    /// <summary>Takes it on, to make it; false where another process has.</summary>
    /// <param name="isLost">It was made, and its files are gone.</param>
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
            // Two at once: the key lets one of them through.
            return false;
        }
    }

    /// <summary>False where it is no longer the worker's.</summary>
    public async Task<bool> ExtendAsync(string id, string worker, CancellationToken cancellationToken) => await ExecuteAsync(
        "UPDATE PreparedMail SET LeaseUntil = @LeaseEnd WHERE PreparedId = @id AND Worker = @worker AND State = 'making'", new { id, worker, LeaseEnd }, cancellationToken) == 1;

    public Task FinishAsync(PreparedMail mail, string worker, CancellationToken cancellationToken) => ExecuteAsync(
        """
        UPDATE PreparedMail SET State = 'ready', Content = @Content, Fingerprint = @Fingerprint, ExpiresAt = @ExpiresAt, LeaseUntil = NULL
        WHERE PreparedId = @Id AND Worker = @worker AND State = 'making'
        """,
        new { mail.Id, worker, Content = JsonSerializer.Serialize(mail), mail.Fingerprint, ExpiresAt = engine.Timestamp(time.GetUtcNow().AddDays(options.Value.LinkDays)) },
        cancellationToken);

    /// <summary>The others that need it learn so without trying, for as long as a lease; one that may pass is tried at once.</summary>
    public Task BreakAsync(string id, string worker, Problem problem, bool isPassing, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE PreparedMail SET State = 'broken', Content = @Content, LeaseUntil = @Until WHERE PreparedId = @id AND Worker = @worker AND State = 'making'",
        new { id, worker, Content = JsonSerializer.Serialize(problem), Until = isPassing ? Now : LeaseEnd },
        cancellationToken);

    /// <summary>Forgets what nobody needs any more: fingerprints are kept as long as the history.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => ExecuteAsync(
        "DELETE FROM PreparedMail WHERE ExpiresAt < @Before",
        new { Before = engine.Timestamp(time.GetUtcNow().AddDays(-options.Value.KeepDays)) },
        cancellationToken);

    private bool IsHeld(PreparedRow row) => row.LeaseUntil is { } until && engine.ReadTimestamp(until) > time.GetUtcNow();

    private async Task<int> ExecuteAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }
}
