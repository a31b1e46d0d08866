using Dapper;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Merging;

/// <summary>Reports relations and evidence of commitments that lead to engagements that are not in the warehouse. They are kept, and shown once the other engagement is imported.</summary>
internal static class WaitingRelations
{
    private const int MaxNamed = 20;

    private const string IsEvidence = "has as evidence";

    // NOT IN for the staged codes, for the reason of StarMerge.
    private const string IsAbsent = """
        r.TargetCode NOT IN (SELECT Code FROM StageEngagement)
          AND NOT EXISTS (SELECT 1 FROM FactEngagement o WHERE o.Code = r.TargetCode AND o.EngagementKey NOT IN (SELECT EngagementKey FROM StageLeaving))
        """;

    private const string OfFile = $"""
        SELECT e.ImportRow AS RowNumber, e.Code, r.Kind, r.TargetCode FROM StageRelation r JOIN StageEngagement e ON e.RecordNo = r.RecordNo
        WHERE {IsAbsent}
        UNION ALL
        SELECT e.ImportRow, e.Code, '{IsEvidence}', r.TargetCode FROM StageCommitmentEvidence r JOIN StageEngagement e ON e.RecordNo = r.RecordNo
        WHERE {IsAbsent} ORDER BY 1, 3, 4
        """;

    private const string OfEarlier = $"""
        SELECT 0 AS RowNumber, f.Code, r.Kind, r.TargetCode FROM EngagementRelation r JOIN FactEngagement f ON f.EngagementKey = r.EngagementKey
        WHERE {IsAbsent} AND f.Code NOT IN (SELECT Code FROM StageEngagement) AND f.EngagementKey NOT IN (SELECT EngagementKey FROM StageLeaving)
        UNION ALL
        SELECT 0, f.Code, '{IsEvidence}', r.TargetCode FROM CommitmentEvidence r JOIN FactEngagement f ON f.EngagementKey = r.EngagementKey
        WHERE {IsAbsent} AND f.Code NOT IN (SELECT Code FROM StageEngagement) AND f.EngagementKey NOT IN (SELECT EngagementKey FROM StageLeaving) ORDER BY 2, 3, 4
        """;

    /// <summary>Warnings for the import's result. Call when the merge is planned.</summary>
    public static async Task<IReadOnlyList<ImportWarning>> FindAsync(ImportSession session)
    {
        var own = await ReadAsync(session, OfFile);
        var earlier = await ReadAsync(session, OfEarlier);
        var warnings = own.ConvertAll(r => new ImportWarning(r.RowNumber, $"'{TextRules.Short(r.Code)}' {r.Kind} '{TextRules.Short(r.TargetCode)}', which is not in the data. The relation is kept, and shown once that engagement is imported."));
        if (earlier.Count > 0)
        {
            var named = string.Join(", ", earlier.Take(MaxNamed).Select(r => $"'{TextRules.Short(r.Code)}' {r.Kind} '{TextRules.Short(r.TargetCode)}'"));
            warnings.Add(new ImportWarning(0, $"{Plural.Of(earlier.Count, "relation")} of earlier imports still {Plural.Word(earlier.Count, "waits", "wait")} for engagements that are not in the data: {named}{(earlier.Count > MaxNamed ? " …" : "")}."));
        }

        return warnings;
    }

    private static async Task<List<Row>> ReadAsync(ImportSession session, string sql) =>
        (await session.Connection.QueryAsync<Row>(new CommandDefinition(sql, transaction: session.Transaction, commandTimeout: 3600, cancellationToken: session.CancellationToken))).AsList();

    private sealed class Row
    {
        public int RowNumber { get; init; }

        public string Code { get; init; } = "";

        public string Kind { get; init; } = "";

        public string TargetCode { get; init; } = "";
    }
}
