namespace Reporting.Warehouse.Imports.History;

/// <summary>The tables of commitments and of what sources state. SQL over them follows one pattern: whole rows move with their engagement.</summary>
/// <param name="Name">The table of the star.</param>
/// <param name="Past">The same rows before an import changed or retired their engagement.</param>
/// <param name="Order">The column of the staging table that keeps the order of the file.</param>
internal sealed record DetailTable(string Name, string Past, string Stage, string Order, params IReadOnlyList<string> Columns)
{
    public static readonly IReadOnlyList<DetailTable> All =
    [
        new("EngagementCommitment", "PastEngagementCommitment", "StageCommitment", "OrderNo",
            "OrderNo", "Code", "Wording", "WordingEn", "WordingHi", "WordingHe", "DomainKey", "DueDateKey", "Target", "Unit", "SourceKey"),
        new("CommitmentParty", "PastCommitmentParty", "StageCommitmentParty", "LinkNo", "Code", "ParticipantKey"),
        new("CommitmentEvidence", "PastCommitmentEvidence", "StageCommitmentEvidence", "LinkNo", "Code", "TargetCode", "Kind"),
        new("EngagementStatement", "PastEngagementStatement", "StageStatement", "LinkNo", "SourceKey", "Field", "Value"),
        new("CommitmentAssessment", "PastCommitmentAssessment", "StageCommitmentAssessment", "LinkNo", "Code", "DateKey", "SourceKey", "Score"),
    ];

    /// <summary>Copies staged rows of added and changed engagements into the star.</summary>
    public string Insert => $"""
        INSERT INTO {Name} (EngagementKey, {Names})
        SELECT e.EngagementKey, {string.Join(", ", Columns.Select(column => "r." + column))}
        FROM StageEngagement e JOIN {Stage} r ON r.RecordNo = e.RecordNo WHERE e.Change > 0 ORDER BY e.RecordNo, r.{Order}
        """;

    public string Keep => $"""
        INSERT INTO {Past} (PastImportKey, EngagementKey, {Names})
        SELECT @ImportKey, EngagementKey, {Names} FROM {Name} WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)
        """;

    /// <summary>The same rows before a version changed their engagement.</summary>
    public string Changed => "Changed" + Name;

    public string KeepChanged => $"""
        INSERT INTO {Changed} (Version, EngagementKey, {Names})
        SELECT @Version, EngagementKey, {Names} FROM {Name} WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)
        """;

    /// <summary>Copies rows of an earlier version back into a copy of the star.</summary>
    /// <param name="wanted">A table with Version, EngagementKey and Existed.</param>
    public string Return(string wanted) => $"""
        INSERT INTO {Name} (EngagementKey, {Names})
        SELECT r.EngagementKey, {string.Join(", ", Columns.Select(column => "r." + column))}
        FROM {wanted} w JOIN {Changed} r ON r.Version = w.Version AND r.EngagementKey = w.EngagementKey WHERE w.Existed = 1
        """;

    public string Remove => $"DELETE FROM {Name} WHERE EngagementKey IN (SELECT EngagementKey FROM StageLeaving)";

    /// <summary>Copies kept rows back into the star.</summary>
    /// <param name="restored">The statement that finds the keys of restored engagements.</param>
    public string Restore(string restored) => $"""
        INSERT INTO {Name} (EngagementKey, {Names})
        SELECT EngagementKey, {Names} FROM {Past} WHERE PastImportKey = @Undone AND EngagementKey IN {restored}
        """;

    private string Names => string.Join(", ", Columns);
}
