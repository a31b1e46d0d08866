using Reporting.Engine.Planning;

namespace Reporting.Engine.Sql;

/// <summary>The derived rows of a plan as tables. States are derived in one place, so that no engine has a rule of its own (decision 0070).</summary>
internal static class CommitmentSql
{
    private static readonly (string, SqlColumnType)[] OfStates =
        [("EngagementKey", SqlColumnType.Whole), ("OrderNo", SqlColumnType.Whole), ("DomainKey", SqlColumnType.Whole), ("StateKey", SqlColumnType.Whole)];

    private static readonly (string, SqlColumnType)[] OfFollowUps = [("EngagementKey", SqlColumnType.Whole), ("Days", SqlColumnType.Whole)];

    /// <summary>A query for the commitments with their states.</summary>
    public static string States(PlannedCommitments? commitments, SqlValues values, SqlDialect dialect) => dialect.Table(values.Add(Of(commitments).States), OfStates);

    /// <summary>A query for the agreements with a follow-up.</summary>
    public static string FollowUps(PlannedCommitments? commitments, SqlValues values, SqlDialect dialect) => dialect.Table(values.Add(Of(commitments).FollowUps), OfFollowUps);

    /// <summary>A query for the keys of the agreements: those of the category, and others with commitments.</summary>
    public static string Agreements(PlannedCommitments? commitments, SqlValues values) => $"""
        SELECT g.EngagementKey FROM FactEngagement g
              WHERE g.StartDateKey <= {values.Add(Of(commitments).Day)}
                AND (g.EngagementTypeKey IN (SELECT gt.EngagementTypeKey FROM DimEngagementType gt WHERE gt.CategoryCode = 'agreement') OR g.EngagementKey IN (SELECT c.EngagementKey FROM EngagementCommitment c))
        """;

    private static PlannedCommitments Of(PlannedCommitments? commitments) => commitments ?? throw new InvalidOperationException("The plan needs commitments, and none were derived.");
}
