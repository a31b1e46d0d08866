using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;

namespace Reporting.Engine.Changes;

/// <summary>Tests states of engagements, of today or earlier, with the rules of today.</summary>
/// <param name="filters">Filters that states must meet too.</param>
/// <param name="excludes">States to leave out.</param>
internal sealed class ShownStates(PlannedScope rules, SqlDialect dialect, string queryId, DbConnection connection, IReadOnlyList<PlannedFilter>? filters = null, Exclusions excludes = Exclusions.None)
{
    /// <summary>The codes of the states that the rules show.</summary>
    /// <param name="past">Null for the states of today.</param>
    public async Task<HashSet<string>> CodesAsync(PastStar? past, CancellationToken cancellationToken, string? condition = null, IReadOnlyDictionary<string, object>? parameters = null)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (_, code, _) in ReadAsync(past, condition, parameters, cancellationToken))
        {
            codes.Add(code);
        }

        return codes;
    }

    /// <summary>The keys of the states among these that the rules show, with their handling.</summary>
    public async Task<Dictionary<int, string>> KeysAsync(PastStar? past, IReadOnlyCollection<int> keys, CancellationToken cancellationToken)
    {
        var shown = new Dictionary<int, string>();
        if (keys.Count > 0)
        {
            var parameters = new Dictionary<string, object> { ["@keys"] = JsonSerializer.Serialize(keys) };
            await foreach (var (key, _, handling) in ReadAsync(past, $"f.EngagementKey IN ({dialect.ListOf("@keys", areNumbers: true)})", parameters, cancellationToken))
            {
                shown.Add(key, handling);
            }
        }

        return shown;
    }

    private async IAsyncEnumerable<(int Key, string Code, string Handling)> ReadAsync(
        PastStar? past, string? condition, IReadOnlyDictionary<string, object>? parameters, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var values = new SqlValues();
        var plan = QueryPlan.OfRows(rules, filters ?? []);
        var where = new FilterSql("f", [BridgeKind.Engagement], values, dialect).Where(plan);
        condition = string.Join(" AND ", ExclusionSql.Columns(excludes).Select(column => $"f.{column} = 0").Append(condition).OfType<string>()) is { Length: > 0 } all ? all : null;
        where += condition is null ? string.Empty : (where.Length == 0 ? "\n      WHERE " : "\n        AND ") + condition;
        var parametersOfAll = values.ByName.Concat(past?.Parameters ?? new Dictionary<string, object>()).Concat(parameters ?? new Dictionary<string, object>()).ToDictionary();
        var text = $"{past?.With}SELECT f.EngagementKey, f.Code, f.Handling FROM FactEngagement f{where}";
        await using var command = new CompiledStatement(text, parametersOfAll, RowShape.None).ToCommand(connection, queryId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return (Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture), reader.GetString(1), reader.GetString(2));
        }
    }
}
