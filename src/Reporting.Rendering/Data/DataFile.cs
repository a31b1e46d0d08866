using Reporting.Engine.Model;
using Reporting.Rendering.Columns;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Rendering.Data;

/// <summary>The rows behind a report's figures, and their description, for csv, json and columns.</summary>
/// <param name="Title">The title of the report.</param>
/// <param name="Filters">The filters in words.</param>
/// <param name="Rows">In the order of <see cref="Excel.Sheets.DataColumns"/>. Can be read once.</param>
public sealed record DataFile(string Title, string Filters, DataVersion Version, long Count, IAsyncEnumerable<object?[]> Rows)
{
    /// <summary>The highest handling marking of the rows.</summary>
    public Classification? Handling { get; init; }

    /// <summary>The language of the report.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The query in words.</summary>
    public string Question { get; init; } = string.Empty;

    /// <summary>The counting rule in sentences.</summary>
    public string Counting { get; init; } = string.Empty;

    /// <summary>The hash that identifies the result.</summary>
    public string? Hash { get; init; }

    /// <summary>Receives the number of written rows, about every thousand rows.</summary>
    public IProgress<long>? Progress { get; init; }

    internal TableMeta Meta => new(Title, Version, Count, Question, Filters, Counting, Truncated: false, Hash, Handling);

    internal const int Step = 1_000;
}
