using System.Text.Json;
using Dapper;
using Reporting.Warehouse.Operations;

namespace Reporting.Delivery.SavedReports;

/// <summary>The table SavedReport.</summary>
public sealed class SavedReportStore(OperationsConnections connections)
{
    private const string Columns = "ReportId, Owner, Roles, Definition, CreatedAt, ChangedAt, Changes";

    public Task AddAsync(SavedReport report, CancellationToken cancellationToken) => ExecuteAsync(
        $"INSERT INTO SavedReport ({Columns}) VALUES (@Id, @Owner, @Roles, @Text, @CreatedAt, @ChangedAt, @Changes)", Values(report), cancellationToken);

    /// <summary>Null for an unknown id.</summary>
    public async Task<SavedReport?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await RowsAsync("WHERE ReportId = @id", new { id }, cancellationToken)).FirstOrDefault();

    /// <summary>The owner's reports and all shared ones, in the order of their creation.</summary>
    /// <param name="owner">Null for the reports of all owners.</param>
    public Task<IReadOnlyList<SavedReport>> ListAsync(string? owner, CancellationToken cancellationToken) =>
        RowsAsync(owner is null ? string.Empty : "WHERE Owner = @owner OR Roles <> '[]'", new { owner }, cancellationToken);

    public async Task<int> CountAsync(string owner, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenReadAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT COUNT(*) FROM SavedReport WHERE Owner = @owner", new { owner }, cancellationToken: cancellationToken));
    }

    /// <summary>False if the report was changed or deleted since it was read.</summary>
    public async Task<bool> ChangeAsync(SavedReport report, CancellationToken cancellationToken) => await ExecuteAsync(
        """
        UPDATE SavedReport SET Roles = @Roles, Definition = @Text, ChangedAt = @ChangedAt, Changes = @Changes + 1
        WHERE ReportId = @Id AND Changes = @Changes
        """,
        Values(report),
        cancellationToken) == 1;

    /// <summary>False if the report was changed or deleted since it was read.</summary>
    public async Task<bool> DeleteAsync(SavedReport report, CancellationToken cancellationToken) =>
        await ExecuteAsync("DELETE FROM SavedReport WHERE ReportId = @Id AND Changes = @Changes", new { report.Id, report.Changes }, cancellationToken) == 1;

    private object Values(SavedReport report) => new
    {
        report.Id,
        report.Owner,
        Roles = JsonSerializer.Serialize(report.Roles),
        report.Text,
        CreatedAt = connections.Engine.Timestamp(report.CreatedAt),
        ChangedAt = connections.Engine.Timestamp(report.ChangedAt),
        report.Changes,
    };

    private async Task<int> ExecuteAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }

    private async Task<IReadOnlyList<SavedReport>> RowsAsync(string where, object values, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"SELECT {Columns} FROM SavedReport {where} ORDER BY CreatedAt, ReportId", values, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new SavedReport(
            row.ReportId, row.Owner, JsonSerializer.Deserialize<List<string>>(row.Roles)!, row.Definition,
            connections.Engine.ReadTimestamp(row.CreatedAt), connections.Engine.ReadTimestamp(row.ChangedAt), row.Changes))];
    }

    private sealed class Row
    {
        public string ReportId { get; init; } = "";

        public string Owner { get; init; } = "";

        public string Roles { get; init; } = "";

        public string Definition { get; init; } = "";

        public object CreatedAt { get; init; } = "";

        public object ChangedAt { get; init; } = "";

        public int Changes { get; init; }
    }
}
