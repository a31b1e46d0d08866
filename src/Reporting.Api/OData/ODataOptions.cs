using System.ComponentModel.DataAnnotations;

namespace Reporting.Api.OData;

/// <summary>How the OData feed pages; section <c>OData</c>.</summary>
public sealed class ODataOptions
{
    public const string Section = "OData";

    /// <summary>Rows of a page, unless the client prefers another number.</summary>
    [Range(1, 1_000_000)]
    public int PageSize { get; set; } = 10_000;

    /// <summary>The most rows of a page that a client may prefer (<c>Prefer: odata.maxpagesize</c>).</summary>
    [Range(1, 1_000_000)]
    public int LargestPageSize { get; set; } = 50_000;
}
