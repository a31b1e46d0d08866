using System.Data.Common;
using System.Text.Json;
using Dapper;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;

namespace Reporting.Engine.Changes;

/// <summary>Finds the engagements that some version after another one changed, and those of corrected members, in the order of their codes.</summary>
internal sealed class ChangedCodes(int since, MemberCorrections members, SqlDialect dialect)
{
    // Nothing is older than version 0, so every engagement is new.
    private const string All = "SELECT f.Code, f.EngagementKey AS CurrentKey FROM FactEngagement f WHERE f.Code > @after ORDER BY f.Code";

    public async Task<IReadOnlyList<Candidate>> ReadAsync(string? after, int limit, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(new { since, after = after ?? string.Empty, limit });
        var sql = $"{(since == 0 ? All : Changed(parameters))}\n{dialect.Limit("@limit")}";
        return await connection.RowsAsync<Candidate>(plan, sql, parameters, cancellationToken);
    }

    private string Changed(DynamicParameters parameters) => $"""
        SELECT k.Code, k.Touched, a.Version AS OldVersion, a.EngagementKey AS OldKey, a.Existed, z.Version AS LastVersion, z.EngagementKey AS LastKey, f.EngagementKey AS CurrentKey
        FROM (
          SELECT t.Code, MIN(t.Version) AS FirstVersion, MAX(t.Version) AS LastVersion, MAX(t.Touched) AS Touched
          FROM (
            SELECT Code, Version, 0 AS Touched FROM ChangedEngagement WHERE Version > @since AND Code > @after{string.Concat(Touched(parameters).Select(condition => $"""

            UNION ALL SELECT f.Code, NULL, 1 FROM FactEngagement f WHERE f.Code > @after AND {condition}
            """))}
          ) t GROUP BY t.Code
        ) k
        LEFT JOIN ChangedEngagement a ON a.Version = k.FirstVersion AND a.Code = k.Code
        LEFT JOIN ChangedEngagement z ON z.Version = k.LastVersion AND z.Code = k.Code
        LEFT JOIN FactEngagement f ON f.Code = k.Code
        ORDER BY k.Code
        """;

    private IEnumerable<string> Touched(DynamicParameters parameters)
    {
        foreach (var group in members.Listed.GroupBy(m => m.Table, m => m.Key))
        {
            var name = group.Key.Dimension;
            parameters.Add(name, JsonSerializer.Serialize(group));
            var keys = dialect.ListOf("@" + name, areNumbers: true);
            foreach (var condition in group.Key.Dimension switch
            {
                "type" => [$"f.EngagementTypeKey IN ({keys})"],
                "domain" => [Linked("BridgeEngagementDomain", "DomainKey")],
                "source" => [Linked("BridgeEngagementSource", "SourceKey")],
                _ => (string[])[Linked("BridgeEngagementParticipant", "ParticipantKey"), Linked("BridgeEngagementParticipant", "OnBehalfOfKey")],
            })
            {
                yield return condition;
            }

            string Linked(string table, string column) => $"f.EngagementKey IN (SELECT l.EngagementKey FROM {table} l WHERE l.{column} IN ({keys}))";
        }
    }
}

/// <summary>An engagement that may have changed.</summary>
internal sealed class Candidate
{
    public required string Code { get; init; }

    /// <summary>1 if a correction of its members changes what it shows.</summary>
    public int Touched { get; init; }

    /// <summary>The version that first changed it, under which its old state is kept; null if none did.</summary>
    public int? OldVersion { get; init; }

    public int? OldKey { get; init; }

    /// <summary>1 if it existed before.</summary>
    public int? Existed { get; init; }

    /// <summary>The version that last changed it.</summary>
    public int? LastVersion { get; init; }

    public int? LastKey { get; init; }

    /// <summary>Null if it does not exist now.</summary>
    public int? CurrentKey { get; init; }
}
