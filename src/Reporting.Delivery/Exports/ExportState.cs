namespace Reporting.Delivery.Exports;

/// <summary>How far a job is.</summary>
public enum ExportState
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>A worker has it.</summary>
    Running,

    /// <summary>Its file is there.</summary>
    Done,

    /// <summary>It ended without a file; its error says why.</summary>
    Failed,
}
