using System.Text.Json;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Imports.Queue;

/// <summary>A row of ImportRun.</summary>
internal sealed class ImportJobRow
{
    public string RunId { get; init; } = "";

    public string Owner { get; init; } = "";

    public string Mapping { get; init; } = "";

    public string FileName { get; init; } = "";

    public string State { get; init; } = "";

    public object StartedAt { get; init; } = "";

    public object? EndedAt { get; init; }

    public int RowsRead { get; init; }

    public int Rejected { get; init; }

    public int? ImportKey { get; init; }

    public string? Result { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorHint { get; init; }

    public int Kept { get; init; }

    public ImportJob Run(IWarehouseEngine engine) => new(
        RunId, Owner, Mapping, FileName, Enum.Parse<ImportState>(State, ignoreCase: true), engine.ReadTimestamp(StartedAt), RowsRead, Rejected)
    {
        EndedAt = EndedAt is null ? null : engine.ReadTimestamp(EndedAt),
        ImportKey = ImportKey,
        Result = Result is null ? null : JsonSerializer.Deserialize<ImportResult>(Result),
        Error = ErrorCode is null ? null : new ImportError(ErrorCode, ErrorMessage ?? "", ErrorHint ?? ""),
        HasRejected = Kept > 0,
    };
}
