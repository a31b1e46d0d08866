using Dapper;

namespace Reporting.Engine.Sql;

/// <summary>
/// Engagements as they were before a version changed them, under the names of the star's own tables. A statement behind this clause reads them with the
/// same text as those of today. Members are those of today.
/// </summary>
/// <param name="wanted">A query for Version and EngagementKey of the states.</param>
/// <param name="parameters">Those of the query.</param>
internal sealed class PastStar(string wanted, IReadOnlyDictionary<string, object> parameters)
{
    private static readonly (string, SqlColumnType)[] VersionAndKey = [("Version", SqlColumnType.Whole), ("EngagementKey", SqlColumnType.Whole)];

    public IReadOnlyDictionary<string, object> Parameters => parameters;

    public void AddTo(DynamicParameters statement)
    {
        foreach (var (name, value) in parameters)
        {
            statement.Add(name, value);
        }
    }

    /// <summary>The states alone, under the name Wanted.</summary>
    public string WithWanted => $"WITH Wanted AS ({wanted})\n";

    public string With { get; } = $"""
        WITH Wanted AS ({wanted}),
        FactEngagement AS (
          SELECT c.EngagementKey, c.Code, c.Title, c.SearchTitle, c.Summary, c.StartDateKey, c.EndDateKey, c.YearKey, c.EngagementTypeKey, c.PlaceKey,
                 c.Headcount, c.AmountCents, c.AmountRest, c.Handling, c.StatusKey, c.ReviewKey, c.ReviewedBy, c.ReviewedOn, c.ConfidenceKey, c.ImportKey
          FROM Wanted w JOIN ChangedEngagement c ON c.Version = w.Version AND c.EngagementKey = w.EngagementKey WHERE c.Existed = 1),
        BridgeEngagementDomain AS (
          SELECT c.EngagementKey, c.DomainKey, c.WeightParts, c.IsPrimary
          FROM Wanted w JOIN ChangedEngagementDomain c ON c.Version = w.Version AND c.EngagementKey = w.EngagementKey),
        BridgeEngagementParticipant AS (
          SELECT c.EngagementKey, c.LineNumber AS [LineNo], c.ParticipantKey, c.OnBehalfOfKey, c.OrganisationKey, c.CountryCode, c.Role, c.Capacity
          FROM Wanted w JOIN ChangedEngagementParticipant c ON c.Version = w.Version AND c.EngagementKey = w.EngagementKey),
        BridgeEngagementSource AS (
          SELECT c.EngagementKey, c.SourceKey
          FROM Wanted w JOIN ChangedEngagementSource c ON c.Version = w.Version AND c.EngagementKey = w.EngagementKey),
        EngagementText AS (
          SELECT c.EngagementKey, c.Language, c.Title, c.Summary
          FROM Wanted w JOIN ChangedEngagementText c ON c.Version = w.Version AND c.EngagementKey = w.EngagementKey)

        """;

    /// <summary>Single states.</summary>
    /// <param name="states">A JSON array of pairs of version and key.</param>
    public static PastStar Of(string states, SqlDialect dialect) => new(dialect.Table("@states", VersionAndKey), new Dictionary<string, object> { ["@states"] = states });

    /// <summary>The states of a version, of all engagements that were changed after it.</summary>
    public static PastStar Before(int since) => Since(since, "MIN");

    /// <summary>The states before the last change of all engagements that were changed after a version.</summary>
    public static PastStar BeforeLast(int since) => Since(since, "MAX");

    private static PastStar Since(int since, string end) => new(
        $"""
        SELECT c.Version, c.EngagementKey
        FROM (SELECT Code, {end}(Version) AS Version FROM ChangedEngagement WHERE Version > @since GROUP BY Code) m
        JOIN ChangedEngagement c ON c.Version = m.Version AND c.Code = m.Code
        """,
        new Dictionary<string, object> { ["@since"] = since });
}
