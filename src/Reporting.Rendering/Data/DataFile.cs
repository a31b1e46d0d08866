using Reporting.Engine.Model;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Rendering.Data;

/// <summary>The rows behind a report's figures on their way into csv or json, and what has to be said beside them.</summary>
/// <param name="Title">Of the report.</param>
/// <param name="Filters">What the rows are filtered by, in words.</param>
/// <param name="Rows">In the order of <see cref="Excel.Sheets.DataColumns"/>; read once.</param>
public sealed record DataFile(string Title, string Filters, DataVersion Version, long Count, IAsyncEnumerable<object?[]> Rows)
{
    /// <summary>The highest handling marking of what the rows are about.</summary>
    public Classification? Handling { get; init; }

    /// <summary>What was asked, in words.</summary>
    public string Question { get; init; } = string.Empty;

    /// <summary>How it is counted, in sentences.</summary>
    public string Counting { get; init; } = string.Empty;

    /// <summary>The hash by which the answer is known again.</summary>
    public string? Hash { get; init; }

    /// <summary>Told of how many rows are written, every thousand or so.</summary>
    public IProgress<long>? Progress { get; init; }

    internal const int Step = 1_000;
}
