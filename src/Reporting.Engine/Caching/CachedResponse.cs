using Reporting.Engine.Model;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Caching;

/// <summary>A response as it is sent: its bytes, and the values of its headers. Immutable.</summary>
public sealed record CachedResponse(ReadOnlyMemory<byte> Content, string ContentType)
{
    /// <summary>With its extension; null unless the response is a file.</summary>
    public string? FileName { get; init; }

    /// <summary>A text for X-Truncated if the limit cut the rows; otherwise null.</summary>
    public string? Truncated { get; init; }

    /// <summary>The value of <c>after</c> for the next page; null on the last page, and without pages.</summary>
    public string? Next { get; init; }

    /// <summary>The number of rows, for the audit trail.</summary>
    public long? Rows { get; init; }

    /// <summary>The highest classification of a file's data.</summary>
    public Classification? Handling { get; init; }

    /// <summary>The data version that it shows; null if it is made from definitions alone.</summary>
    public DataVersion? DataVersion { get; init; }

    /// <summary>The ids of the queries that computed it.</summary>
    public IReadOnlyList<string> QueryIds { get; init; } = [];

    /// <summary>True if the same query always gives the same bytes, as for files, which contain no time.</summary>
    public bool IsStable { get; init; }

    /// <summary>
    /// The ETag. It changes with the data version, the definitions, the query and the row scope. Null if the data changed while the response was
    /// made.
    /// </summary>
    public string? Tag { get; init; }
}
