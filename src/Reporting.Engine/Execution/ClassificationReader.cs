using System.Data.Common;
using System.Globalization;
using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Engine.Execution;

/// <summary>
/// Finds the highest classification of the engagements behind a query. It queries the database only if the caller's engagements have more than
/// one classification.
/// </summary>
public sealed class ClassificationReader(CurrentModel models, ClassificationLevels levels, MemberKeysReader members, SqlDialect dialect)
{
    private static readonly StarAttribute Handling = StarSchema.Attributes[StarSchema.Handling];

    internal async Task<Classification> ReadAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var (plan, connection) = (snapshot.Plan, snapshot.Connection);
        var seen = (await members.ReadAsync(snapshot.Version, [Handling], plan.Scope, connection, cancellationToken)).ByAttribute[Handling.Id].Keys
            .OrderByDescending(levels.Rank).ThenBy(code => code, StringComparer.Ordinal).ToList();
        var code = seen.Count switch
        {
            0 => levels.Lowest,
            1 => seen[0],
            _ => seen[await HighestAsync(seen, plan, connection, cancellationToken)],
        };
        return Named(code, plan.Language);
    }

    /// <summary>The highest of some classifications; the lowest there is for none.</summary>
    internal Classification Highest(IEnumerable<string> codes, string language) =>
        Named(codes.OrderByDescending(levels.Rank).ThenBy(code => code, StringComparer.Ordinal).FirstOrDefault() ?? levels.Lowest, language);

    private Classification Named(string code, string language) => new(code, models.Value.FindDimension(StarSchema.Handling)?.NameOf(code, language) ?? code);

    // The lowest is what remains if no higher one is found.
    private async Task<int> HighestAsync(IReadOnlyList<string> seen, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var values = new SqlValues();
        var source = new RowSource(plan with { By = [] }, [], [], needsFact: true, values, dialect, stopsEarly: true);
        var condition = source.Where.Length == 0 ? " WHERE" : source.Where + "\n        AND";
        var (f, found) = (RowSource.Alias(BridgeKind.Engagement), plan.Commitments?.Handlings);
        var cases = seen.SkipLast(1).Select((code, i) => $"WHEN EXISTS (SELECT 1 FROM {source.From}{condition} {Is(code)}) THEN {i}");
        var text = $"SELECT CASE {string.Join("\n  ", cases)}\n  ELSE {seen.Count - 1} END";
        await using var command = new CompiledStatement(text, values.ByName, RowShape.None).ToCommand(connection, plan.Id);
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);

        // Numbers of commitments also tell of the evidence that they follow from.
        string Is(string code) => found?.GetValueOrDefault(code) is { } agreements
            ? $"({f}.{Handling.Column} = {values.Add(code)} OR {f}.EngagementKey IN ({dialect.ListOf(values.Add(agreements), areNumbers: true)}))"
            : $"{f}.{Handling.Column} = {values.Add(code)}";
    }
}
