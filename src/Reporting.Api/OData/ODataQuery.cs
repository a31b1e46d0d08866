namespace Reporting.Api.OData;

/// <summary>The query of a URL.</summary>
/// <param name="Context">The context URL after <c>$metadata#</c>.</param>
internal sealed record ODataQuery(ODataQueryKind Kind, ODataUrl Url, IReadOnlyList<ODataBranch> Branches, string Context)
{
    /// <summary>For a navigation: position of a column that is null if the target does not exist; otherwise -1.</summary>
    public int Present { get; init; } = -1;

    /// <summary>Position of the requested value.</summary>
    public int Value { get; init; } = -1;

    /// <summary>Rows of a page; null if all rows are sent.</summary>
    public int? Page { get; init; }

    /// <summary>Maximum rows of all pages together; null for all rows.</summary>
    public int? Top { get; init; }

    /// <summary>True if the client chose the page size.</summary>
    public bool IsPreferred { get; init; }
}
