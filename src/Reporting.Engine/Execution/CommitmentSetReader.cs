using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Reporting.Engine.Engagements;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>
/// Derives the states of commitments, and what came after agreements, for statements that count them (decision 0070). It is done once for each data version,
/// scope and day.
/// </summary>
public sealed class CommitmentSetReader(SqlDialect dialect, CurrentModel models, DataVersionStore versions)
{
    // Callers choose the day, so sets are bounded: 32 MB of texts.
    private const int MaxSets = 200;
    private const long MaxCharacters = 16 << 20;

    private static readonly Problem NoCommitments = new(
        ErrorCodes.BadChoice, "'as_of_day' is the day of the states of commitments, and this query counts none.", "Ask for a measure such as overdue, or by=commitment_state. An earlier state of the data is as_of=VERSION.");

    private readonly VersionCache<ConcurrentDictionary<(string Scope, DateOnly Day), PlannedCommitments>> _kept = new();

    /// <summary>The plan with them, if its answer depends on them.</summary>
    /// <param name="connection">That from which the version was read.</param>
    internal async Task<Outcome<QueryPlan>> AddAsync(QueryPlan plan, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        if (!plan.ReadsCommitments())
        {
            return plan.AsOfDay is null ? plan : NoCommitments;
        }

        if (AfterTheData(plan.AsOfDay, version) is { } problem)
        {
            return problem;
        }

        var day = plan.AsOfDay ?? version.Day ?? DateOnly.MinValue;
        var language = Language.Of(plan.Language);
        return plan with
        {
            Commitments = await SetAsync(plan, day, version, connection, cancellationToken),
            Counting = [.. plan.Counting, string.Format(CultureInfo.InvariantCulture, language.Phrases.Commitments.OnDay, language.Date(PartialDate.On(day)))],
        };
    }

    /// <summary>True for a query that groups or filters by the states of commitments, so that it depends on their day.</summary>
    internal static bool NamesStates(ReportQuery query, SemanticModel model) =>
        query.By.Concat(query.Filters.Select(f => f.Dimension)).Any(id => model.Dimensions.FirstOrDefault(d => d.Id == id)?.Attribute.On == BridgeKind.Commitment);

    /// <summary>The problem of a day on which the data do not say what happened; null for any other.</summary>
    internal static Problem? AfterTheData(DateOnly? day, DataVersion version) => day > version.Day
        ? new Problem(ErrorCodes.BadChoice, $"{day:yyyy-MM-dd} is after the day of the data, {version.Day:yyyy-MM-dd}.", "Give a day up to the day of the data.")
        : null;

    private async Task<PlannedCommitments> SetAsync(QueryPlan plan, DateOnly day, DataVersion version, DbConnection connection, CancellationToken cancellationToken)
    {
        var kept = _kept.Of(version, () => new ConcurrentDictionary<(string, DateOnly), PlannedCommitments>());
        var key = ((plan.RelatedScope ?? plan.Scope).Key, day);
        if (kept.TryGetValue(key, out var known))
        {
            return known;
        }

        var (states, ofEvidence) = await new CommitmentReader(dialect, models.Value).StatesAsync(plan, day, connection, cancellationToken);
        var (days, ofFollowUps) = await new FollowUpReader(dialect).DaysAsync(plan, day, connection, cancellationToken);
        var positions = FixedMembers.CommitmentState.Positions;
        var derived = new PlannedCommitments(
            PartialDate.On(day).Key,
            JsonSerializer.Serialize(states.Select(s => new[] { s.EngagementKey, s.OrderNo, s.DomainKey, positions[s.State] })),
            JsonSerializer.Serialize(days.Select(d => new[] { d.EngagementKey, d.Days })),
            ofEvidence.Concat(ofFollowUps).GroupBy(h => h.Handling, h => h.EngagementKey, StringComparer.Ordinal).ToDictionary(g => g.Key, g => JsonSerializer.Serialize(g.Distinct()), StringComparer.Ordinal));

        // Keep it only if no import moved the data while it was read.
        if (await versions.ReadAsync(connection, cancellationToken: cancellationToken) != version)
        {
            return derived;
        }

        if (kept.Count >= MaxSets || kept.Values.Sum(d => d.Characters) + derived.Characters > MaxCharacters)
        {
            kept.Clear();
        }

        return kept[key] = derived;
    }
}
