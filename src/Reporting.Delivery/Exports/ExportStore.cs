using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Exports;

/// <summary>Export jobs in the operations database, as endpoints read them and workers update them.</summary>
public sealed class ExportStore(OperationsConnections connections, TimeProvider time, IOptions<ExportOptions> options)
{
    /// <summary>A job fails after this many attempts that did not end.</summary>
    public const int MaxAttempts = 3;

    private const string Columns = """
        ExportId, Owner, Roles, Report, Format, Section, Parameters, State, Progress, RowsDone, RowsInAll, CreatedAt, StartedAt, EndedAt, ExpiresAt,
               Attempts, StoredAs, FileName, ContentType, Bytes, Tag, Handling, IsInvented, DataVersion, FileRows, ErrorCode, ErrorMessage, ErrorHint
        """;

    private const string OwnRunningJob = "ExportId = @Id AND Worker = @Worker AND State = 'running'";

    private readonly IWarehouseEngine _engine = connections.Engine;

    private object Now => _engine.Timestamp(time.GetUtcNow());

    private object LeaseEnd => _engine.Timestamp(time.GetUtcNow().AddSeconds(options.Value.LeaseSeconds));

    private object Expiry => _engine.Timestamp(time.GetUtcNow().AddHours(options.Value.KeepHours));

    public Task AddAsync(ExportJob job, CancellationToken cancellationToken) => ExecuteAsync(
        """
        INSERT INTO ExportJob (ExportId, Owner, Roles, Report, Format, Section, Parameters, State, Progress, RowsDone, CreatedAt, Attempts)
        VALUES (@Id, @Owner, @Roles, @Report, @Format, @Section, @Parameters, 'queued', 0, 0, @CreatedAt, 0)
        """,
        new { job.Id, job.Owner, Roles = JsonSerializer.Serialize(job.Roles), job.Report, job.Format, job.Section, Parameters = JsonSerializer.Serialize(job.Parameters), CreatedAt = _engine.Timestamp(job.CreatedAt) },
        cancellationToken);

    public async Task<ExportJob?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await RowsAsync($"SELECT {Columns} FROM ExportJob WHERE ExportId = @id", new { id }, cancellationToken)).FirstOrDefault();

    /// <summary>Newest first.</summary>
    /// <param name="owner">Null for the jobs of all owners.</param>
    public Task<IReadOnlyList<ExportJob>> ListAsync(string? owner, CancellationToken cancellationToken) => RowsAsync(
        $"SELECT {Columns} FROM ExportJob {(owner is null ? string.Empty : "WHERE Owner = @owner ")}ORDER BY CreatedAt DESC, ExportId", new { owner }, cancellationToken);

    public Task<long> CountUnfinishedAsync(string owner, CancellationToken cancellationToken) => ScalarAsync(
        "SELECT COUNT(*) FROM ExportJob WHERE Owner = @owner AND State IN ('queued', 'running')", new { owner }, cancellationToken);

    /// <summary>The total size of all kept files.</summary>
    public Task<long> BytesAsync(CancellationToken cancellationToken) => ScalarAsync("SELECT COALESCE(SUM(Bytes), 0) FROM ExportJob", null, cancellationToken);

    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await ExecuteAsync("DELETE FROM ExportJob WHERE ExportId = @id", new { id }, cancellationToken) == 1;

    public Task<IReadOnlyList<ExportJob>> ExpiredAsync(CancellationToken cancellationToken) =>
        RowsAsync($"SELECT {Columns} FROM ExportJob WHERE ExpiresAt < @Now", new { Now }, cancellationToken);

    /// <summary>Claims a queued job, or a job whose lease has expired. Only one worker can claim a job. Null if there is none.</summary>
    /// <param name="worker">A new name for each claim, so a worker whose lease expired cannot update the job.</param>
    public async Task<ExportJob?> ClaimAsync(string worker, CancellationToken cancellationToken)
    {
        var sql = _engine.Claim(
            "ExportJob",
            "ExportId",
            "State = 'running', Worker = @worker, LeaseUntil = @LeaseEnd, StartedAt = COALESCE(StartedAt, @Now), Attempts = Attempts + 1",
            "(State = 'queued' OR (State = 'running' AND LeaseUntil < @Now)) AND Attempts < @MaxAttempts",
            "CreatedAt");
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var id = await connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition(sql, new { Max = 1, worker, LeaseEnd, Now, MaxAttempts }, cancellationToken: cancellationToken));
        return id is null ? null : await FindAsync(id, cancellationToken);
    }

    /// <summary>Extends the lease and records the progress. False if the job was deleted or taken over.</summary>
    public async Task<bool> ExtendAsync(string id, string worker, int percent, long rowsDone, long? rowsInAll, CancellationToken cancellationToken) => await ExecuteAsync(
        $"""
        UPDATE ExportJob
        SET LeaseUntil = @LeaseEnd, RowsInAll = COALESCE(@rowsInAll, RowsInAll),
            Progress = CASE WHEN @percent > Progress THEN @percent ELSE Progress END,
            RowsDone = CASE WHEN @rowsDone > RowsDone THEN @rowsDone ELSE RowsDone END
        WHERE {OwnRunningJob}
        """,
        new { Id = id, Worker = worker, LeaseEnd, percent, rowsDone, rowsInAll },
        cancellationToken) == 1;

    /// <summary>False if the job was deleted or taken over; the caller then deletes the file.</summary>
    public async Task<bool> FinishAsync(string id, string worker, ExportFile file, CancellationToken cancellationToken) => await ExecuteAsync(
        $"""
        UPDATE ExportJob
        SET State = 'done', Progress = 100, RowsDone = COALESCE(RowsInAll, RowsDone), EndedAt = @Now, ExpiresAt = @Expiry, LeaseUntil = NULL,
            StoredAs = @StoredAs, FileName = @FileName, ContentType = @ContentType, Bytes = @Bytes, Tag = @Tag, Handling = @Handling, IsInvented = @IsInvented, DataVersion = @DataVersion, FileRows = @Rows
        WHERE {OwnRunningJob}
        """,
        new { Id = id, Worker = worker, Now, Expiry, file.StoredAs, file.FileName, file.ContentType, file.Bytes, file.Tag, file.Handling, IsInvented = file.IsInvented ? 1 : 0, file.DataVersion, file.Rows },
        cancellationToken) == 1;

    public Task FailAsync(string id, string worker, Problem problem, CancellationToken cancellationToken) => ExecuteAsync(
        $"""
        UPDATE ExportJob
        SET State = 'failed', EndedAt = @Now, ExpiresAt = @Expiry, LeaseUntil = NULL, ErrorCode = @Code, ErrorMessage = @Message, ErrorHint = @Hint
        WHERE {OwnRunningJob}
        """,
        new { Id = id, Worker = worker, Now, Expiry, problem.Code, problem.Message, problem.Hint },
        cancellationToken);

    /// <summary>Returns the job to the queue. <paramref name="counts"/> is false if the attempt does not count, as when the process stops.</summary>
    public Task ReturnAsync(string id, string worker, bool counts, CancellationToken cancellationToken) => ExecuteAsync(
        $"UPDATE ExportJob SET State = 'queued', Worker = NULL, LeaseUntil = NULL, Attempts = Attempts - @Back WHERE {OwnRunningJob}",
        new { Id = id, Worker = worker, Back = counts ? 0 : 1 },
        cancellationToken);

    /// <summary>Shortens leases that are too long. A clock that was ahead wrote them.</summary>
    public Task ShortenLeasesAsync(CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE ExportJob SET LeaseUntil = @LeaseEnd WHERE State = 'running' AND LeaseUntil > @TooLong",
        new { LeaseEnd, TooLong = _engine.Timestamp(time.GetUtcNow().AddSeconds((2 * options.Value.LeaseSeconds) + 300)) },
        cancellationToken);

    /// <summary>Marks jobs as failed when all their attempts are used.</summary>
    public Task GiveUpAsync(CancellationToken cancellationToken) => ExecuteAsync(
        """
        UPDATE ExportJob
        SET State = 'failed', EndedAt = @Now, ExpiresAt = @Expiry, LeaseUntil = NULL, ErrorCode = @Code, ErrorMessage = @Message, ErrorHint = @Hint
        WHERE State IN ('queued', 'running') AND Attempts >= @MaxAttempts AND (LeaseUntil IS NULL OR LeaseUntil < @Now)
        """,
        new { Now, Expiry, MaxAttempts, ExportProblems.Abandoned.Code, ExportProblems.Abandoned.Message, ExportProblems.Abandoned.Hint },
        cancellationToken);

    /// <summary>The number of jobs by state.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var counted = await connection.QueryAsync<(string State, long Count)>(new CommandDefinition(
            "SELECT State, CAST(COUNT(*) AS bigint) FROM ExportJob GROUP BY State", cancellationToken: cancellationToken));
        return counted.ToDictionary(c => c.State, c => c.Count, StringComparer.Ordinal);
    }

    // Reads also use the write connection, because a read replica may lag behind.
    private async Task<int> ExecuteAsync(string sql, object? values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }

    private async Task<long> ScalarAsync(string sql, object? values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }

    private async Task<IReadOnlyList<ExportJob>> RowsAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var rows = await connection.QueryAsync<ExportRow>(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.Job(_engine))];
    }
}
