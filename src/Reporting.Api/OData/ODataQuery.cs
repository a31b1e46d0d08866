namespace Reporting.Api.OData;

/// <summary>A URL as it was understood.</summary>
/// <param name="Context">What stands behind <c>$metadata#</c>.</param>
internal sealed record ODataQuery(ODataQueryKind Kind, ODataUrl Url, IReadOnlyList<ODataBranch> Branches, string Context)
{
    /// <summary>Where the question is of a navigation: place of a column that is null where it leads to none; else -1.</summary>
    public int Present { get; init; } = -1;

    /// <summary>Place of the asked value.</summary>
    public int Value { get; init; } = -1;

    /// <summary>Rows of the first page; null where all are sent.</summary>
    public int? Page { get; init; }

    /// <summary>Rows wanted on all pages; null for all.</summary>
    public int? Top { get; init; }

    /// <summary>True where the page size is what the client preferred.</summary>
    public bool IsPreferred { get; init; }
}
