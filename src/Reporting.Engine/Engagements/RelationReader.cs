using System.Data.Common;
using System.Text.Json;
using Dapper;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Members;

namespace Reporting.Engine.Engagements;

/// <summary>
/// Reads the relations of engagements to others that the caller sees. One to a hidden engagement is left out like one to an engagement that is not in the data.
/// </summary>
internal sealed class RelationReader(SqlDialect dialect, SemanticModel model)
{
    private const string Columns = "r.Kind, r.DateKey, s.Code AS SourceCode, s.Publisher, s.Title AS SourceTitle, s.Url, s.PublishedOn, s.Kind AS SourceKind, f.Code, COALESCE(x.Title, f.Title) AS Title, f.StartDateKey, f.StatusKey";

    private const string Stated = """
        SELECT r.EngagementKey, r.Kind, r.TargetCode AS Code, r.DateKey, s.Code AS SourceCode
        FROM EngagementRelation r JOIN DimSource s ON s.SourceKey = r.SourceKey
        """;

    /// <summary>The relations of engagements, by their keys.</summary>
    /// <param name="fromOthers">True for those that other engagements have to these, too.</param>
    public async Task<ILookup<int, ListedRelation>> ReadAsync(IReadOnlyCollection<int> engagements, bool fromOthers, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var values = new SqlValues();
        var keys = dialect.ListOf(values.Add(JsonSerializer.Serialize(engagements)), areNumbers: true);
        var language = values.Add(plan.Language);
        var where = RelatedSql.Where(plan, values, dialect);
        var joins = $"JOIN DimSource s ON s.SourceKey = r.SourceKey\nLEFT JOIN EngagementText x ON x.EngagementKey = f.EngagementKey AND x.Language = {language}";
        var sql = $"SELECT r.EngagementKey, 0 AS IsIncoming, {Columns}\nFROM EngagementRelation r JOIN FactEngagement f ON f.Code = r.TargetCode\n{joins}{where}r.EngagementKey IN ({keys})";
        if (fromOthers)
        {
            sql += $"\nUNION ALL\nSELECT o.EngagementKey, 1, {Columns}\nFROM FactEngagement o JOIN EngagementRelation r ON r.TargetCode = o.Code JOIN FactEngagement f ON f.EngagementKey = r.EngagementKey\n{joins}{where}o.EngagementKey IN ({keys})";
        }

        var rows = await connection.RowsAsync<RelationRow>(plan, sql, values, cancellationToken);
        return rows.OrderBy(r => r.StartDateKey).ThenBy(r => r.Code, StringComparer.Ordinal).ThenBy(r => r.Kind, StringComparer.Ordinal).ToLookup(r => r.EngagementKey, r => Listed(r, plan));
    }

    /// <summary>The relations that the engagements themselves have, in an earlier state or now, to others that the caller sees today.</summary>
    /// <param name="past">Null for those of today.</param>
    public async Task<ILookup<int, RelationState>> StatesAsync(IReadOnlyCollection<int> engagements, PastStar? past, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var values = new SqlValues();
        var keys = dialect.ListOf(values.Add(JsonSerializer.Serialize(engagements)), areNumbers: true);
        var where = RelatedSql.Where(plan, values, dialect);
        var from = past is null ? "EngagementRelation r" : "Wanted w JOIN ChangedEngagementRelation r ON r.Version = w.Version AND r.EngagementKey = w.EngagementKey";
        var sql = $"""
            {past?.WithWanted}SELECT r.EngagementKey, r.Kind, r.TargetCode AS Code, r.DateKey, s.Code AS SourceCode
            FROM {from} JOIN DimSource s ON s.SourceKey = r.SourceKey JOIN FactEngagement f ON f.Code = r.TargetCode{where}r.EngagementKey IN ({keys})
            """;
        var parameters = new DynamicParameters(values.ByName.ToDictionary());
        past?.AddTo(parameters);
        var rows = await connection.RowsAsync<RelationRow>(plan, sql, parameters, cancellationToken);
        return rows.OrderBy(r => r.Code, StringComparer.Ordinal).ThenBy(r => r.Kind, StringComparer.Ordinal).ToLookup(r => r.EngagementKey, r => new RelationState(
            r.Kind, r.Code, new PartialDate(r.DateKey) is { IsUnknown: false } date ? Language.Of(plan.Language).Date(date) : null, r.SourceCode == UnknownMembers.Code ? null : r.SourceCode));
    }

    /// <summary>All relations as imported, also to engagements that are not in the data.</summary>
    public async Task<ILookup<int, StatedRelation>> StatedAsync(IReadOnlyCollection<int> engagements, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var sql = $"{Stated} WHERE r.EngagementKey IN ({dialect.ListOf("@keys", areNumbers: true)}) ORDER BY r.EngagementKey, r.TargetCode, r.Kind";
        var rows = await connection.RowsAsync<RelationRow>(plan, sql, new { keys = JsonSerializer.Serialize(engagements) }, cancellationToken);
        return rows.ToLookup(r => r.EngagementKey, r => new StatedRelation(r.Kind, r.Code, new PartialDate(r.DateKey), r.SourceCode == UnknownMembers.Code ? null : r.SourceCode));
    }

    private ListedRelation Listed(RelationRow row, QueryPlan plan)
    {
        var (language, start, date) = (Language.Of(plan.Language), new PartialDate(row.StartDateKey), new PartialDate(row.DateKey));
        return new ListedRelation(
            row.Kind,
            language.Phrases.Relations.Of(row.Kind, row.IsIncoming == 1),
            row.IsIncoming == 1 ? ListedRelation.From : ListedRelation.To,
            row.Code,
            row.Title,
            language.Date(start),
            date.IsUnknown ? null : language.Date(date),
            row.SourceCode == UnknownMembers.Code ? null : ListedSource.Of(row.SourceCode, row.Publisher!, row.SourceTitle!, row.Url, row.PublishedOn, row.SourceKind))
        {
            Start = start,
            Status = ListedMember.OfStatus(row.StatusKey, start, plan, model),
        };
    }

    private sealed class RelationRow
    {
        public int EngagementKey { get; init; }

        public long IsIncoming { get; init; }

        public required string Kind { get; init; }

        public required string Code { get; init; }

        public string Title { get; init; } = "";

        public int DateKey { get; init; }

        public int StartDateKey { get; init; }

        public int StatusKey { get; init; }

        public string SourceCode { get; init; } = "";

        public string? Publisher { get; init; }

        public string? SourceTitle { get; init; }

        public string? SourceKind { get; init; }

        public string? Url { get; init; }

        public object? PublishedOn { get; init; }
    }
}
