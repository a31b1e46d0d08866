using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Execution;

// The status: without naming it, a query has engagements that were held (decision 0060).
public sealed partial class VisibleSetReader
{
    // Filters come from callers, and a set of a few engagements has hardly any bytes.
    private const int MaxScopes = 2_000;

    // By scope, whether it shows engagements that were not held.
    private readonly VersionCache<ConcurrentDictionary<string, bool>> _others = new();

    /// <summary>The scope without engagements that were not held; the same scope where it shows none of them.</summary>
    /// <param name="connection">That from which the version was read.</param>
    internal async Task<PlannedScope> HeldAsync(PlannedScope scope, DataVersion version, DbConnection connection, CancellationToken cancellationToken) =>
        await ShowsOthersAsync(scope, version, connection, cancellationToken)
            ? await ReadAsync(scope with { Key = scope.Key + "\u001fheld", Set = null, IsHeldOnly = true }, version, connection, cancellationToken)
            : scope;

    // Asked of all data first, for which one look at a small index is enough. Under row rules the answer must not tell of hidden engagements.
    private async Task<bool> ShowsOthersAsync(PlannedScope scope, DataVersion version, DbConnection connection, CancellationToken cancellationToken) =>
        await HasOthersAsync(PlannedScope.Everything, version, connection, cancellationToken) && (scope.IsEverything || await HasOthersAsync(scope, version, connection, cancellationToken));

    private async Task<bool> HasOthersAsync(PlannedScope scope, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        var known = _others.Of(version, () => new ConcurrentDictionary<string, bool>(StringComparer.Ordinal));
        if (known.TryGetValue(scope.Key, out var exist))
        {
            return exist;
        }

        // Queries that begin together read it once.
        await _finding.WaitAsync(cancellationToken);
        try
        {
            return known.TryGetValue(scope.Key, out exist) ? exist : await ReadOthersAsync(known, scope, version, connection, cancellationToken);
        }
        finally
        {
            _finding.Release();
        }
    }

    private async Task<bool> ReadOthersAsync(ConcurrentDictionary<string, bool> known, PlannedScope scope, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        var values = new SqlValues();
        var where = new FilterSql("f", [BridgeKind.Engagement], values, dialect).Where(QueryPlan.OfRows(scope, []));
        var text = $"SELECT CASE WHEN EXISTS (SELECT 1 FROM FactEngagement f{(where.Length == 0 ? "\n      WHERE" : where + "\n        AND")} f.StatusKey <> 0) THEN 1 ELSE 0 END, (SELECT MAX(i.ImportKey) FROM Import i)";
        await using var command = new CompiledStatement(text, values.ByName, RowShape.None).ToCommand(connection, "status");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var exist = Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture) == 1;

        // Keep it only if it is of this version. Scopes of an edition change with today's data.
        if (!reader.IsDBNull(1) && Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture) == version.Version)
        {
            if (known.Count >= MaxScopes)
            {
                known.Clear();
            }

            known[scope.Key] = exist;
        }

        return exist;
    }
}
