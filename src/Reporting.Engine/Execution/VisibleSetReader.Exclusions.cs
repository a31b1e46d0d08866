using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Execution;

// The status and the review: without naming them, a query has engagements that were held and reviewed (decisions 0060 and 0069).
public sealed partial class VisibleSetReader
{
    // Filters come from callers, and a set of a few engagements has hardly any bytes.
    private const int MaxScopes = 2_000;

    // By scope and column, whether it shows engagements that are left out.
    private readonly VersionCache<ConcurrentDictionary<(string Scope, string Column), bool>> _others = new();

    /// <summary>The scope without these engagements; the same scope where it shows none of them.</summary>
    /// <param name="connection">That from which the version was read.</param>
    internal async Task<PlannedScope> WithoutAsync(PlannedScope scope, Exclusions excludes, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        var found = Exclusions.None;
        foreach (var one in ExclusionSql.Each.Where(one => excludes.HasFlag(one)))
        {
            found |= await ShowsOthersAsync(ExclusionSql.Column(one), scope, version, connection, cancellationToken) ? one : Exclusions.None;
        }

        return found == Exclusions.None ? scope : await ReadAsync(scope with { Key = $"{scope.Key}\u001fwithout {found}", Set = null, Excludes = found }, version, connection, cancellationToken);
    }

    // Asked of all data first, for which one look at a small index is enough. Under row rules the answer must not tell of hidden engagements.
    private async Task<bool> ShowsOthersAsync(string column, PlannedScope scope, DataVersion version, DbConnection connection, CancellationToken cancellationToken) =>
        await HasOthersAsync(column, PlannedScope.Everything, version, connection, cancellationToken) && (scope.IsEverything || await HasOthersAsync(column, scope, version, connection, cancellationToken));

    private async Task<bool> HasOthersAsync(string column, PlannedScope scope, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        var known = _others.Of(version, () => new ConcurrentDictionary<(string Scope, string Column), bool>());
        if (known.TryGetValue((scope.Key, column), out var exist))
        {
            return exist;
        }

        // Queries that begin together read it once.
        await _finding.WaitAsync(cancellationToken);
        try
        {
            return known.TryGetValue((scope.Key, column), out exist) ? exist : await ReadOthersAsync(known, column, scope, version, connection, cancellationToken);
        }
        finally
        {
            _finding.Release();
        }
    }

    private async Task<bool> ReadOthersAsync(ConcurrentDictionary<(string Scope, string Column), bool> known, string column, PlannedScope scope, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        var values = new SqlValues();
        var where = new FilterSql("f", [BridgeKind.Engagement], values, dialect).Where(QueryPlan.OfRows(scope, []));
        var text = $"SELECT CASE WHEN EXISTS (SELECT 1 FROM FactEngagement f{(where.Length == 0 ? "\n      WHERE" : where + "\n        AND")} f.{column} <> 0) THEN 1 ELSE 0 END, (SELECT MAX(i.ImportKey) FROM Import i)";
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

            known[(scope.Key, column)] = exist;
        }

        return exist;
    }
}
