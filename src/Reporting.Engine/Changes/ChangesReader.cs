using System.Data.Common;
using Dapper;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Changes;

/// <summary>
/// Reads net changes: each engagement in its state of a data version, as <see cref="ChangedCodes"/> finds it, beside its state of today. Row rules and masks
/// of today apply to both, so that an earlier state shows nothing that the caller may not see today.
/// </summary>
public sealed class ChangesReader(SqlDialect dialect, CurrentModel models, EngagementReader engagements)
{
    private const int BatchSize = 250;

    private static readonly EngagementOrder ByCode = new(EngagementSort.Code, false);

    internal static Task<int> OldestAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<int>(new CommandDefinition(ImportHistory.OldestKnown, cancellationToken: cancellationToken));

    /// <summary>The data version at the beginning of a day in UTC.</summary>
    internal static Task<int> VersionBeforeAsync(DateOnly day, DbConnection connection, IWarehouseEngine engine, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "SELECT COALESCE(MAX(ImportKey), 0) FROM Import WHERE ImportedAt < @day",
            new { day = engine.Timestamp(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)) },
            cancellationToken: cancellationToken));

    /// <summary>Reads a page of changes in the order of codes.</summary>
    internal async Task<ChangedEngagements> ReadAsync(int since, string? after, int limit, Visibility visible, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var (plan, connection) = (snapshot.Plan, snapshot.Connection);
        var rules = plan.Rules ?? throw new InvalidOperationException("The plan has no rules to test earlier states with.");
        var members = since == 0 ? new MemberCorrections() : await new MemberCorrectionReader(dialect, models.Value, visible).ReadAsync(since, plan, connection, cancellationToken);
        var codes = new ChangedCodes(since, members, dialect);
        var found = new ChangedEngagements(members.Members) { Reset = !rules.IsEverything && since > 0 && (DependsOn(rules, members) || await HasHiddenAsync(since, rules, plan, connection, cancellationToken)) };
        var batch = new ChangesBatch(rules, visible, snapshot, dialect, engagements, ByCode);
        while (true)
        {
            var candidates = await codes.ReadAsync(after, BatchSize, plan, connection, cancellationToken);
            await foreach (var change in batch.ReadAsync(candidates, found.Handlings, cancellationToken))
            {
                if (found.Changes.Count == limit)
                {
                    found.HasMore = true;
                    return found;
                }

                found.Changes.Add(change);
            }

            if (candidates.Count < BatchSize)
            {
                return found;
            }

            after = candidates[^1].Code;
        }
    }

    // A correction of members may have moved engagements into or out of a rule without changing them.
    private static bool DependsOn(PlannedScope rules, MemberCorrections members) => members.Grouped.Count > 0 && rules.Alternatives.SelectMany(a => a)
        .Select(rule => rule.Dimension.Attribute.Fixed is FixedMembers.Groups groups ? groups.Of.Table : rule.Dimension.Attribute.Table)
        .Any(table => table is not null && members.Grouped.Contains(table.Name));

    // True if an engagement that the caller's copy has is hidden now, or was hidden before it was withdrawn. Such an engagement is not named.
    private async Task<bool> HasHiddenAsync(int since, PlannedScope rules, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var shown = new ShownStates(rules, dialect, plan.Id, connection);
        var before = await shown.CodesAsync(PastStar.Before(since), cancellationToken);
        if (before.Count == 0)
        {
            return false;
        }

        var last = await shown.CodesAsync(PastStar.BeforeLast(since), cancellationToken);
        const string Changed = "f.Code IN (SELECT Code FROM ChangedEngagement WHERE Version > @since)";
        var parameters = new Dictionary<string, object> { ["@since"] = since };
        var now = await shown.CodesAsync(null, cancellationToken, Changed, parameters);
        var present = await new ShownStates(PlannedScope.Everything, dialect, plan.Id, connection).CodesAsync(null, cancellationToken, Changed, parameters);
        return before.Any(code => present.Contains(code) ? !now.Contains(code) : !last.Contains(code));
    }
}

/// <summary>A page of changes as it is read.</summary>
internal sealed class ChangedEngagements(IReadOnlyList<MemberCorrection> members)
{
    public List<EngagementChange> Changes { get; } = [];

    public IReadOnlyList<MemberCorrection> Members => members;

    public bool HasMore { get; set; }

    public bool Reset { get; init; }

    /// <summary>The handling of all states whose values are shown.</summary>
    public HashSet<string> Handlings { get; } = new(StringComparer.Ordinal);
}
