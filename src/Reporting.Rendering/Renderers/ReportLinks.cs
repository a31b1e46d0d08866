namespace Reporting.Rendering.Renderers;

/// <summary>
/// Addresses inside files: the engagements behind a figure, and whether an answer still holds. They never follow from the request, so that
/// the same question is the same file on every server.
/// </summary>
/// <param name="Root">What stands before the paths; empty for links that stay on the server which sent the page. Null where nobody said where the server is: nothing is linked.</param>
public sealed record ReportLinks(string? Root)
{
    public const string Setting = "PublicBaseUrl";

    /// <summary>False where a link would lead nowhere.</summary>
    public bool IsKnown => Root is not null;

    /// <summary>Of pages that are read where they were sent from.</summary>
    public static ReportLinks OfPages(string? publicBaseUrl) => new(publicBaseUrl?.TrimEnd('/') ?? string.Empty);

    /// <summary>Of files that are taken away: they are read on other machines.</summary>
    public static ReportLinks OfFiles(string? publicBaseUrl) => new(string.IsNullOrWhiteSpace(publicBaseUrl) ? null : publicBaseUrl.TrimEnd('/'));

    public string Verify(string hash) => $"{Root}/api/v1/verify?hash={hash}";

    /// <param name="query">What they are filtered by, as a query string.</param>
    public string Engagements(string query) => $"{Root}/engagements?{query}";

    public string Engagement(string code, string language) => $"{Root}/engagements/{PathCode.Escape(code)}?lang={language}";
}
