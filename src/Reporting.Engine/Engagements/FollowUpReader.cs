using System.Data.Common;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Engine.Engagements;

/// <summary>
/// Counts the agreements of a plan and those without any follow-up that the caller sees. A follow-up is a held, dated engagement, and not before the agreement.
/// It implements, follows up or amends the agreement, or is evidence of one of its commitments.
/// </summary>
internal sealed class FollowUpReader(SqlDialect dialect)
{
    private static readonly string Kinds = string.Join(", ", RelationKinds.FollowUps.Select(kind => $"'{kind}'"));

    /// <param name="withCategory">False for a caller who does not see categories: only engagements with commitments then count as agreements.</param>
    /// <returns>Also the classifications of the agreements and of their follow-ups.</returns>
    public async Task<(FollowUps FollowUps, IEnumerable<string> Handlings)> ReadAsync(QueryPlan plan, DateOnly day, string? engagement, bool withCategory, DbConnection connection, CancellationToken cancellationToken)
    {
        var agreements = (await AgreementsAsync(plan, engagement, withCategory, connection, cancellationToken)).Where(a => !(new PartialDate(a.StartDateKey).First > day)).ToList();
        var later = (await LaterAsync(plan, connection, cancellationToken)).Where(l => new PartialDate(l.StartDateKey).First <= day).ToLookup(l => l.EngagementKey);
        var days = agreements.Select(a => Days(new PartialDate(a.StartDateKey).First, later[a.EngagementKey].Select(l => new PartialDate(l.StartDateKey).First))).ToList();
        var known = days.OfType<int>().Where(d => d >= 0).Order().ToList();
        return (
            new FollowUps(agreements.Count, days.Count(d => d is null), known.Count == 0 ? null : known[(known.Count - 1) / 2]),
            agreements.SelectMany(a => later[a.EngagementKey].Prepend(a)).Select(row => row.Handling).Distinct(StringComparer.Ordinal));
    }

    /// <summary>The agreements with a follow-up and the days to the first one, and the classifications of the follow-ups by agreement.</summary>
    public async Task<(IReadOnlyList<(int EngagementKey, int Days)> Days, IEnumerable<(int EngagementKey, string Handling)> Handlings)> DaysAsync(QueryPlan plan, DateOnly day, DbConnection connection, CancellationToken cancellationToken)
    {
        var later = (await LaterAsync(plan, connection, cancellationToken)).Where(l => new PartialDate(l.StartDateKey).First <= day).ToLookup(l => l.EngagementKey);
        var days = later.Select(of => (of.Key, Days: Days(new PartialDate(of.First().AgreedDateKey).First, of.Select(l => new PartialDate(l.StartDateKey).First))));
        return ([.. days.Where(d => d.Days is not null).Select(d => (d.Key, d.Days!.Value))], later.SelectMany(of => of.Select(l => (of.Key, l.Handling))));
    }

    // Null without a follow-up; -1 where the agreement has no date.
    private static int? Days(DateOnly? agreed, IEnumerable<DateOnly?> followUps)
    {
        var known = followUps.OfType<DateOnly>().Where(on => agreed is null || on >= agreed).ToList();
        return known.Count == 0 ? null : agreed is { } from ? known.Min().DayNumber - from.DayNumber : -1;
    }

    private Task<List<Row>> AgreementsAsync(QueryPlan plan, string? engagement, bool withCategory, DbConnection connection, CancellationToken cancellationToken)
    {
        var values = new SqlValues();
        var source = new RowSource(plan, [], [], needsFact: true, values, dialect);
        var where = source.Where.Length == 0 ? "\nWHERE " : source.Where + "\n  AND ";
        var sql = $"""
            SELECT f.EngagementKey, f.StartDateKey, f.Handling FROM {source.From}
            JOIN DimEngagementType ty ON ty.EngagementTypeKey = f.EngagementTypeKey{where}({(withCategory ? "ty.CategoryCode = 'agreement' OR " : "")}f.EngagementKey IN (SELECT c.EngagementKey FROM EngagementCommitment c))
            """;
        return connection.RowsAsync<Row>(plan, engagement is null ? sql : $"{sql} AND f.Code = {values.Add(engagement)}", values, cancellationToken);
    }

    private Task<List<Row>> LaterAsync(QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var values = new SqlValues();
        var where = RelatedSql.Where(plan, values, dialect);
        return connection.RowsAsync<Row>(
            plan,
            $"""
            SELECT o.EngagementKey, o.StartDateKey AS AgreedDateKey, f.StartDateKey, f.Handling
            FROM EngagementRelation r JOIN FactEngagement o ON o.Code = r.TargetCode JOIN FactEngagement f ON f.EngagementKey = r.EngagementKey{where}f.StatusKey = 0 AND r.Kind IN ({Kinds})
            UNION ALL
            SELECT o.EngagementKey, o.StartDateKey, f.StartDateKey, f.Handling
            FROM CommitmentEvidence v JOIN FactEngagement o ON o.EngagementKey = v.EngagementKey JOIN FactEngagement f ON f.Code = v.TargetCode{where}f.StatusKey = 0
            """,
            values, cancellationToken);
    }

    private sealed class Row
    {
        public int EngagementKey { get; init; }

        public int AgreedDateKey { get; init; }

        public int StartDateKey { get; init; }

        public string Handling { get; init; } = "";
    }
}

/// <summary>Follow-ups of agreements.</summary>
/// <param name="Agreements">Engagements of the category agreement, where the caller sees categories, and others with commitments.</param>
/// <param name="WithoutAny">Agreements without any follow-up that the caller sees.</param>
/// <param name="MedianDays">Days to the first follow-up, the median of agreements with one; of an even number the lower of the middle two. Null without any.</param>
public sealed record FollowUps(int Agreements, int WithoutAny, int? MedianDays);
