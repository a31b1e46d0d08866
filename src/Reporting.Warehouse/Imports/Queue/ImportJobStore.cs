using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Queue;

/// <summary>Jobs of imports over HTTP, in the operations database.</summary>
public sealed class ImportJobStore(OperationsConnections connections, TimeProvider time, IOptions<ImportOptions> options)
{
    /// <summary>The most refusals, and the most warnings, in a stored report.</summary>
    public const int MaxListed = 1_000;

    private const string Columns = """
        RunId, Owner, Mapping, FileName, State, StartedAt, EndedAt, RowsRead, Rejected, ImportKey, ErrorCode, ErrorMessage, ErrorHint,
               (SELECT COUNT(*) FROM ImportRejected j WHERE j.RunId = ImportRun.RunId) AS Kept
        """;

    // A running job reports every few seconds.
    private static readonly TimeSpan HeartbeatTimeout = TimeSpan.FromMinutes(5);

    private readonly IWarehouseEngine _engine = connections.Engine;

    private object Now => _engine.Timestamp(time.GetUtcNow());

    public Task AddAsync(ImportJob run, CancellationToken cancellationToken) => ExecuteAsync(
        """
        INSERT INTO ImportRun (RunId, Owner, Mapping, FileName, State, StartedAt, SeenAt, RowsRead, Rejected, KeptBytes)
        VALUES (@Id, @Owner, @Mapping, @FileName, 'running', @StartedAt, @StartedAt, 0, 0, 0)
        """,
        new { run.Id, run.Owner, run.Mapping, run.FileName, StartedAt = _engine.Timestamp(run.StartedAt) },
        cancellationToken);

    /// <summary>Records progress, which also shows that the job is alive.</summary>
    public Task ReportProgressAsync(string id, int rows, int rejected, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE ImportRun SET SeenAt = @Now, RowsRead = @rows, Rejected = @rejected WHERE RunId = @id AND State = 'running'", new { id, rows, rejected, Now }, cancellationToken);

    /// <summary>Records the version that the job is about to create.</summary>
    public Task PlanAsync(string id, int key, string hash, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE ImportRun SET PlannedKey = @key, PlannedHash = @hash WHERE RunId = @id", new { id, key, hash }, cancellationToken);

    /// <summary>Jobs that were about to create a version and whose ending is not recorded.</summary>
    public async Task<IReadOnlyList<(string Id, string Mapping, int Key, string Hash)>> PlannedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return [.. await connection.QueryAsync<(string, string, int, string)>(new CommandDefinition(
            "SELECT RunId, Mapping, PlannedKey, PlannedHash FROM ImportRun WHERE State = 'running' AND PlannedKey IS NOT NULL", cancellationToken: cancellationToken))];
    }

    /// <summary>Records that a job created its version, unless its ending is already recorded. Its report is lost.</summary>
    public Task AcknowledgeAsync(string id, AcceptedImport taken, CancellationToken cancellationToken) => ExecuteAsync(
        """
        UPDATE ImportRun SET State = 'taken', EndedAt = @At, RowsRead = @Rows, ImportKey = @Key
        WHERE RunId = @id AND State = 'running' AND NOT EXISTS (SELECT 1 FROM ImportRun r WHERE r.ImportKey = @Key)
        """,
        new { id, taken.Key, taken.Rows, At = _engine.Timestamp(taken.At) },
        cancellationToken);

    /// <summary>Records the ending, and the refused rows if they are within the limit.</summary>
    public async Task EndAsync(ImportJob run, Stream rejected, CancellationToken cancellationToken)
    {
        var result = run.Result is null ? null : JsonSerializer.Serialize(run.Result);
        var isKept = rejected.Length > 0 && rejected.Length <= options.Value.MaxRejectedBytes;
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE ImportRun
            SET State = @State, EndedAt = @Now, RowsRead = @Rows, Rejected = @Rejected, ImportKey = @ImportKey, Result = @result,
                ErrorCode = @Code, ErrorMessage = @Message, ErrorHint = @Hint, KeptBytes = @KeptBytes
            WHERE RunId = @Id
            """,
            new
            {
                run.Id, State = Word(run.State), Now, run.Rows, run.Rejected, run.ImportKey, result, run.Error?.Code, Message = Cut(run.Error?.Message), Hint = Cut(run.Error?.Hint),
                KeptBytes = (result?.Length ?? 0) + (isKept ? rejected.Length : 0),
            },
            transaction,
            cancellationToken: cancellationToken));
        if (isKept)
        {
            var content = new byte[rejected.Length];
            rejected.Position = 0;
            await rejected.ReadExactlyAsync(content, cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition("INSERT INTO ImportRejected (RunId, Content) VALUES (@Id, @content)", new { run.Id, content }, transaction, cancellationToken: cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await ExecuteAsync("DELETE FROM ImportRejected WHERE RunId = @id", new { id }, cancellationToken);
        await ExecuteAsync("DELETE FROM ImportRun WHERE RunId = @id", new { id }, cancellationToken);
    }

    /// <summary>A job with its report; null when it does not exist.</summary>
    public async Task<ImportJob?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await RowsAsync($"SELECT {Columns}, Result FROM ImportRun WHERE RunId = @id", new { id }, cancellationToken)).FirstOrDefault();

    /// <summary>The job that created the version.</summary>
    public async Task<ImportJob?> FindAsync(int importKey, CancellationToken cancellationToken) =>
        (await RowsAsync($"SELECT {Columns}, Result FROM ImportRun WHERE ImportKey = @importKey", new { importKey }, cancellationToken)).FirstOrDefault();

    /// <summary>All jobs without their reports, the newest first.</summary>
    public Task<IReadOnlyList<ImportJob>> ListAsync(CancellationToken cancellationToken) =>
        RowsAsync($"SELECT {Columns} FROM ImportRun ORDER BY StartedAt DESC, RunId", null, cancellationToken);

    /// <summary>The refused rows; null when they are not stored.</summary>
    public async Task<byte[]?> RejectedAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<byte[]>(new CommandDefinition("SELECT Content FROM ImportRejected WHERE RunId = @id", new { id }, cancellationToken: cancellationToken));
    }

    /// <summary>Deletes reports that exceed the limits, and jobs whose process ended early.</summary>
    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await ExecuteAsync(
            "DELETE FROM ImportRun WHERE (State = 'running' AND SeenAt < @Silent) OR EndedAt < @Old",
            new { Silent = _engine.Timestamp(now - HeartbeatTimeout), Old = _engine.Timestamp(now - TimeSpan.FromDays(options.Value.KeepDays)) },
            cancellationToken);
        await using (var connection = await connections.OpenWriteAsync(cancellationToken))
        {
            var kept = 0L;
            foreach (var (id, bytes) in await connection.QueryAsync<(string, long)>(new CommandDefinition(
                "SELECT RunId, KeptBytes FROM ImportRun WHERE EndedAt IS NOT NULL ORDER BY EndedAt DESC, RunId", cancellationToken: cancellationToken)))
            {
                kept += bytes;
                if (kept > options.Value.MaxKeptBytes)
                {
                    await connection.ExecuteAsync(new CommandDefinition("DELETE FROM ImportRun WHERE RunId = @id", new { id }, cancellationToken: cancellationToken));
                }
            }
        }

        await ExecuteAsync("DELETE FROM ImportRejected WHERE NOT EXISTS (SELECT 1 FROM ImportRun r WHERE r.RunId = ImportRejected.RunId)", null, cancellationToken);
    }

    private static string? Cut(string? text) => text is null ? null : TextRules.Short(text, 1_900);

    private static string Word(ImportState state) => state.ToString().ToLowerInvariant();

    // All queries use the writing connection, because a replica may lag.
    private async Task ExecuteAsync(string sql, object? values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }

    private async Task<IReadOnlyList<ImportJob>> RowsAsync(string sql, object? values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var rows = await connection.QueryAsync<ImportJobRow>(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.Run(_engine))];
    }
}
