using System.ComponentModel.DataAnnotations;

namespace Reporting.Api.OData;

/// <summary>Settings of the OData feed; section <c>OData</c>.</summary>
public sealed class ODataOptions
{
    public const string Section = "OData";

    /// <summary>Default rows of a page.</summary>
    [Range(1, 1_000_000)]
    public int PageSize { get; set; } = 10_000;

    /// <summary>Maximum rows of a page that a client may request (<c>Prefer: odata.maxpagesize</c>).</summary>
    [Range(1, 1_000_000)]
    public int LargestPageSize { get; set; } = 50_000;
}
