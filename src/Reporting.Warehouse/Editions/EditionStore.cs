using System.Text.Json;
using Dapper;
using Reporting.Warehouse.Operations;

namespace Reporting.Warehouse.Editions;

/// <summary>The table Edition.</summary>
public sealed class EditionStore(OperationsConnections connections)
{
    private const string Columns = """
        EditionId, IsFinal, Note, Maker, MadeAt, DataVersion, DataAsOf, Engagements, Bytes, Tables, Reports,
        WithdrawnAt, WithdrawnBy, WithdrawnNote, DeletedAt, DeletedBy, DeletedNote
        """;

    /// <summary>Writes the line by which an edition becomes visible. It is on disk when the task ends.</summary>
    public async Task AddAsync(Edition edition, CancellationToken cancellationToken)
    {
        await using var connection = await connections.Engine.OpenDurableAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO Edition (EditionId, IsFinal, Note, Maker, MadeAt, DataVersion, DataAsOf, Engagements, Bytes, Tables, Reports)
            VALUES (@Id, @IsFinal, @Note, @Maker, @MadeAt, @DataVersion, @DataAsOf, @Engagements, @Bytes, @Tables, @Reports)
            """,
            new
            {
                edition.Id,
                IsFinal = edition.IsFinal ? 1 : 0,
                edition.Note,
                edition.Maker,
                MadeAt = connections.Engine.Timestamp(edition.MadeAt),
                edition.DataVersion,
                DataAsOf = edition.DataAsOf is { } at ? connections.Engine.Timestamp(at) : null,
                edition.Engagements,
                edition.Bytes,
                Tables = JsonSerializer.Serialize(edition.Tables),
                Reports = JsonSerializer.Serialize(edition.Reports),
            },
            cancellationToken: cancellationToken));
    }

    /// <summary>Null for an id that was never used. Deleted editions are found too.</summary>
    public async Task<Edition?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await RowsAsync("WHERE EditionId = @id", new { id }, cancellationToken)).FirstOrDefault();

    /// <summary>All editions that were not deleted, the newest first.</summary>
    public Task<IReadOnlyList<Edition>> ListAsync(CancellationToken cancellationToken) => RowsAsync("WHERE DeletedAt IS NULL", new { }, cancellationToken);

    /// <summary>The editions that readers may choose: those that were neither deleted nor withdrawn, the newest first.</summary>
    public async Task<IReadOnlyList<Edition>> InForceAsync(CancellationToken cancellationToken) => [.. (await ListAsync(cancellationToken)).Where(e => e.State != EditionState.Withdrawn)];

    /// <summary>False if it was withdrawn already.</summary>
    public Task<bool> WithdrawAsync(string id, EditionChange change, CancellationToken cancellationToken) => ChangeAsync(
        "UPDATE Edition SET WithdrawnAt = @At, WithdrawnBy = @By, WithdrawnNote = @Note WHERE EditionId = @id AND WithdrawnAt IS NULL AND DeletedAt IS NULL", id, change, cancellationToken);

    /// <summary>False if it was deleted already.</summary>
    public Task<bool> DeleteAsync(string id, EditionChange change, CancellationToken cancellationToken) => ChangeAsync(
        "UPDATE Edition SET DeletedAt = @At, DeletedBy = @By, DeletedNote = @Note WHERE EditionId = @id AND DeletedAt IS NULL", id, change, cancellationToken);

    private async Task<bool> ChangeAsync(string sql, string id, EditionChange change, CancellationToken cancellationToken)
    {
        await using var connection = await connections.Engine.OpenDurableAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, new { id, At = connections.Engine.Timestamp(change.At), change.By, change.Note }, cancellationToken: cancellationToken)) == 1;
    }

    private async Task<IReadOnlyList<Edition>> RowsAsync(string where, object values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.Engine.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"SELECT {Columns} FROM Edition {where} ORDER BY MadeAt DESC, EditionId", values, cancellationToken: cancellationToken));
        return [.. rows.Select(Read)];
    }

    private Edition Read(Row row) => new()
    {
        Id = row.EditionId,
        IsFinal = row.IsFinal == 1,
        Note = row.Note,
        Maker = row.Maker,
        MadeAt = connections.Engine.ReadTimestamp(row.MadeAt),
        DataVersion = row.DataVersion,
        DataAsOf = row.DataAsOf is { } at ? connections.Engine.ReadTimestamp(at) : null,
        Engagements = row.Engagements,
        Bytes = row.Bytes,
        Tables = JsonSerializer.Deserialize<List<EditionTable>>(row.Tables)!,
        Reports = JsonSerializer.Deserialize<SortedDictionary<string, string>>(row.Reports)!,
        Withdrawn = Change(row.WithdrawnAt, row.WithdrawnBy, row.WithdrawnNote),
        Deleted = Change(row.DeletedAt, row.DeletedBy, row.DeletedNote),
    };

    private EditionChange? Change(object? at, string? by, string? note) => at is null ? null : new EditionChange(connections.Engine.ReadTimestamp(at), by ?? string.Empty, note ?? string.Empty);

    private sealed class Row
    {
        public string EditionId { get; init; } = "";

        public int IsFinal { get; init; }

        public string Note { get; init; } = "";

        public string Maker { get; init; } = "";

        public object MadeAt { get; init; } = "";

        public long DataVersion { get; init; }

        public object? DataAsOf { get; init; }

        public long Engagements { get; init; }

        public long Bytes { get; init; }

        public string Tables { get; init; } = "";

        public string Reports { get; init; } = "";

        public object? WithdrawnAt { get; init; }

        public string? WithdrawnBy { get; init; }

        public string? WithdrawnNote { get; init; }

        public object? DeletedAt { get; init; }

        public string? DeletedBy { get; init; }

        public string? DeletedNote { get; init; }
    }
}
