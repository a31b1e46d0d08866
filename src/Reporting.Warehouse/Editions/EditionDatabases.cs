using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Migrations;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Editions;

/// <summary>Opens, makes and deletes the databases of editions. Opened ones are kept; the least recently used is closed first.</summary>
/// <param name="migrations">Migrates the star of a database. An edition that an earlier version of the program published is migrated when it is opened.</param>
public sealed class EditionDatabases(
    WarehouseConnections connections, WarehouseOptions options, string contentRoot, EditionFolder folder, Func<IWarehouseEngine, Migrator> migrations) : IDisposable
{
    private const int MaxOpen = 16;

    private readonly EditionServer? _server = options.Provider == WarehouseProvider.SqlServer ? new EditionServer(connections, options) : null;
    private readonly SemaphoreSlim _opening = new(1);

    // The most recently used is the last.
    private readonly List<FrozenDatabase> _open = [];

    internal EditionServer? Server => _server;

    /// <summary>Problems: <c>edition-unusable</c>, and those of migrations.</summary>
    public async Task<Outcome<FrozenDatabase>> OpenAsync(Edition edition, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            var known = _open.Find(database => database.Edition == edition.Id);
            if (known is null)
            {
                var engine = EngineOf(edition.Id);
                if (engine.IsAbsent)
                {
                    return new Problem(ErrorCodes.EditionUnusable, $"The database of the edition {edition.Id} is missing.", "Restore the folder of editions from its backup (docs/operations.md#backup).");
                }

                if ((await migrations(engine).MigrateAsync(cancellationToken)).Problem is { } problem)
                {
                    return problem;
                }

                known = new FrozenDatabase(edition.Id, DateOnly.FromDateTime(edition.MadeAt.UtcDateTime), engine);
            }

            _open.Remove(known);
            _open.Add(known);
            if (_open.Count > MaxOpen)
            {
                Close(_open[0].Edition);
            }

            return known;
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>The settings of an edition's database.</summary>
    internal WarehouseOptions OptionsOf(string id) => _server?.OptionsOf(id) ?? OptionsAt(folder.DatabaseOf(id));

    internal IWarehouseEngine EngineOf(string id) => new WarehouseConnections(OptionsOf(id), contentRoot).Today;

    /// <summary>The engine of a file.</summary>
    internal IWarehouseEngine EngineAt(string path) => new WarehouseConnections(OptionsAt(path), contentRoot).Today;

    private WarehouseOptions OptionsAt(string path) => new()
    {
        ConnectionString = new SqliteConnectionStringBuilder { DataSource = path }.ConnectionString,
        CommandTimeoutSeconds = options.CommandTimeoutSeconds,
        MaxTemporaryBytes = options.MaxTemporaryBytes,
        ScriptsFolder = options.ScriptsFolder,
        Source = EditionOptions.Section + ":" + nameof(EditionOptions.Folder),
    };

    /// <summary>Deletes the data and the definitions.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            Close(id);
            if (_server is not null)
            {
                await _server.DropAsync(id, cancellationToken);
            }

            folder.Delete(id);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>All ids with data, with and without a line.</summary>
    public async Task<IReadOnlyCollection<string>> IdsAsync(CancellationToken cancellationToken) =>
        [.. folder.Ids().Union(_server is null ? [] : await _server.IdsAsync(cancellationToken))];

    public void Dispose() => _opening.Dispose();

    private void Close(string id)
    {
        if (_open.Find(database => database.Edition == id) is { } known)
        {
            _open.Remove(known);

            // Pooled connections would keep the files open.
            (known.Engine as SqliteEngine)?.ClearPools();
        }
    }
}
