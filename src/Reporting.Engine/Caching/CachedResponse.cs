using Reporting.Engine.Model;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Caching;

/// <summary>An answer as it is sent: its bytes and what has to be said beside them. Once made it never changes.</summary>
public sealed record CachedResponse(ReadOnlyMemory<byte> Content, string ContentType)
{
    /// <summary>With its extension; null for what is no file.</summary>
    public string? FileName { get; init; }

    /// <summary>In words, where the limit cut the answer; null where it is whole.</summary>
    public string? Truncated { get; init; }

    /// <summary>How many rows it shows, for the audit trail.</summary>
    public long? Rows { get; init; }

    /// <summary>Of a file: the highest handling marking of what it is about.</summary>
    public Classification? Handling { get; init; }

    /// <summary>Which data it shows; null where it is made of definitions alone.</summary>
    public DataVersion? DataVersion { get; init; }

    /// <summary>Ids of the questions it was made of; an answer that was kept has those by which it was computed.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>True where the same question always gives the same bytes: files, which carry no clock.</summary>
    public bool IsStable { get; init; }

    /// <summary>
    /// The ETag: another data version, definition, question or row scope has another one. Null where the data moved
    /// while the answer was made.
    /// </summary>
    public string? Tag { get; init; }
}
