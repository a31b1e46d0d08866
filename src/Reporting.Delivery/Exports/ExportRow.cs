using System.Text.Json;
using Reporting.Warehouse.Connections;

namespace Reporting.Delivery.Exports;

/// <summary>A row of the table ExportJob.</summary>
internal sealed class ExportRow
{
    public required string ExportId { get; init; }

    public required string Owner { get; init; }

    public required string Roles { get; init; }

    public required string Report { get; init; }

    public required string Format { get; init; }

    public string? Section { get; init; }

    public required string Parameters { get; init; }

    public required string State { get; init; }

    public int Progress { get; init; }

    public long RowsDone { get; init; }

    public long? RowsInAll { get; init; }

    public required object CreatedAt { get; init; }

    public object? StartedAt { get; init; }

    public object? EndedAt { get; init; }

    public object? ExpiresAt { get; init; }

    public int Attempts { get; init; }

    public string? StoredAs { get; init; }

    public string? FileName { get; init; }

    public string? ContentType { get; init; }

    public long? Bytes { get; init; }

    public string? Tag { get; init; }

    public string? Handling { get; init; }

    public int IsInvented { get; init; }

    public long? DataVersion { get; init; }

    public long? FileRows { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorHint { get; init; }

    public ExportJob Job(IWarehouseEngine engine) => new()
    {
        Id = ExportId,
        Owner = Owner,
        Roles = JsonSerializer.Deserialize<List<string>>(Roles)!,
        Report = Report,
        Format = Format,
        Section = Section,
        Parameters = JsonSerializer.Deserialize<List<KeyValuePair<string, string>>>(Parameters)!,
        State = Enum.Parse<ExportState>(State, ignoreCase: true),
        Percent = Progress,
        RowsDone = RowsDone,
        RowsInAll = RowsInAll,
        CreatedAt = engine.ReadTimestamp(CreatedAt),
        StartedAt = Instant(StartedAt, engine),
        EndedAt = Instant(EndedAt, engine),
        ExpiresAt = Instant(ExpiresAt, engine),
        Attempts = Attempts,
        File = StoredAs is null ? null : new ExportFile(StoredAs, FileName!, ContentType!, Bytes ?? 0, Tag, Handling, DataVersion, FileRows) { IsInvented = IsInvented == 1 },
        Error = ErrorCode is null ? null : new ExportError(ErrorCode, ErrorMessage!, ErrorHint!),
    };

    private static DateTimeOffset? Instant(object? value, IWarehouseEngine engine) => value is null ? null : engine.ReadTimestamp(value);
}
