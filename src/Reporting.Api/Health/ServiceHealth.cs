using System.Data.Common;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Health;

/// <summary>Checks the databases and folders of the service. The databases, their folders and the secrets folder are vital.</summary>
internal sealed class ServiceHealth(DataVersionStore versions, WarehouseConnections warehouse, OperationsConnections operations, FolderHealth folders)
{
    private static readonly Problem Away = new(
        ErrorCodes.DatabaseAway, "The database cannot be reached or is not migrated.", "Check Warehouse:ConnectionString and run 'reporting migrate'.");

    // Load balancers wait no longer.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Returns the data version, or null and the first vital problem, and all parts with problems.</summary>
    public async Task<(long? Version, Problem? Problem, IReadOnlyList<HealthPart> Parts)> CheckAsync(CancellationToken cancellationToken)
    {
        var failed = folders.Problems();
        var parts = failed.Select(u => new HealthPart(u.Folder.Setting, u.Problem.Code, u.Problem.Message)).ToList();
        var vital = failed.Where(u => u.Folder.IsVital).Select(u => u.Problem).FirstOrDefault();
        var (version, problem) = await ReadAsync(cancellationToken);
        if (problem is not null)
        {
            parts.Insert(0, new HealthPart("Warehouse:ConnectionString", problem.Code, problem.Message));
        }

        if (problem is null && warehouse.Provider == WarehouseProvider.Sqlite && await OperationsAsync(cancellationToken) is { } other)
        {
            parts.Insert(0, new HealthPart("Warehouse:OperationsConnectionString", other.Code, other.Message));
            problem = other;
        }

        problem ??= vital;
        return (problem is null ? version : null, problem, parts);
    }

    /// <summary>Reads the data version over a new connection.</summary>
    public async Task<(long Version, Problem? Problem)> ReadAsync(CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Timeout);
        try
        {
            // Open a new connection: an idle one would not show that the server accepts no more.
            await using var connection = await warehouse.OpenReadAsync(late.Token);
            return ((await versions.ReadAsync(connection, cancellationToken: late.Token)).Version, null);
        }
        catch (Exception e) when (e is DbException || DatabaseProblem.Of(e) is not null || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (0, DatabaseProblem.Of(e) is { } known && !known.Is(ErrorCodes.DatabaseAway, ErrorCodes.DatabaseTimeout) ? known : Away);
        }
    }

    private async Task<Problem?> OperationsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await operations.OpenReadAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM sqlite_master";
            await command.ExecuteScalarAsync(cancellationToken);
            return null;
        }
        catch (DbException e)
        {
            return DatabaseProblem.Of(e) ?? Away;
        }
    }
}
