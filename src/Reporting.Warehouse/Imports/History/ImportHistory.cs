using Dapper;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Imports.History;

/// <summary>All imports that created a data version, the newest first.</summary>
public sealed class ImportHistory(WarehouseConnections connections)
{
    private const string Select = """
        SELECT i.ImportKey, i.Mapping, i.FileName, i.FileHash, i.ImportedAt, i.FileRows, i.Added, i.Changed, i.Unchanged, i.Retired, i.IsReplacement, i.UndoneImportKey,
               (SELECT MAX(u.ImportKey) FROM Import u WHERE u.UndoneImportKey = i.ImportKey) AS UndoneBy
        FROM Import i
        """;

    /// <summary>The oldest data version whose later changes are all known; 0 can always be asked, because it has no engagements.</summary>
    public const string OldestKnown = "SELECT COALESCE(MAX(ImportKey), 0) FROM Import WHERE KeepsChanges = 0";

    /// <summary>The oldest data version whose whole state follows from what later versions kept (decision 0062).</summary>
    public const string OldestWhole = "SELECT COALESCE(MAX(ImportKey), 1) FROM Import WHERE KeepsChanges < 2";

    /// <summary>True if the changes after that version are known.</summary>
    public async Task<bool> KnowsChangesAsync(long since, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenReadAsync(cancellationToken);
        return since == 0 || since >= await connection.ExecuteScalarAsync<int>(new CommandDefinition(OldestKnown, cancellationToken: cancellationToken));
    }

    public Task<IReadOnlyList<AcceptedImport>> ListAsync(CancellationToken cancellationToken) => ReadAsync($"{Select} ORDER BY i.ImportKey DESC", null, cancellationToken);

    public async Task<AcceptedImport?> FindAsync(int key, CancellationToken cancellationToken) =>
        (await ReadAsync($"{Select} WHERE i.ImportKey = @key", new { key }, cancellationToken)).FirstOrDefault();

    // Uses the writing connection, because a replica may not have the latest import.
    private async Task<IReadOnlyList<AcceptedImport>> ReadAsync(string sql, object? values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
        return
        [
            .. rows.Select(r => new AcceptedImport(
                r.ImportKey, r.Mapping, r.FileName, r.FileHash, connections.Engine.ReadTimestamp(r.ImportedAt), r.FileRows, r.Added, r.Changed, r.Unchanged, r.Retired, r.IsReplacement != 0)
            {
                Undoes = r.UndoneImportKey, UndoneBy = r.UndoneBy,
            }),
        ];
    }

    private sealed class Row
    {
        public int ImportKey { get; init; }

        public string Mapping { get; init; } = "";

        public string FileName { get; init; } = "";

        public string FileHash { get; init; } = "";

        public object ImportedAt { get; init; } = "";

        public int FileRows { get; init; }

        public int Added { get; init; }

        public int Changed { get; init; }

        public int Unchanged { get; init; }

        public int Retired { get; init; }

        public int IsReplacement { get; init; }

        public int? UndoneImportKey { get; init; }

        public int? UndoneBy { get; init; }
    }
}

/// <summary>An import as stored in the star, from HTTP or the command line.</summary>
/// <param name="Key">The data version that it created.</param>
public sealed record AcceptedImport(int Key, string Mapping, string FileName, string FileHash, DateTimeOffset At, int Rows, int Added, int Changed, int Unchanged, int Retired, bool IsReplacement)
{
    /// <summary>The import that this version undid; null for a normal import.</summary>
    public int? Undoes { get; init; }

    /// <summary>The version that undid it.</summary>
    public int? UndoneBy { get; init; }
}
