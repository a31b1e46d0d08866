namespace Reporting.Rendering.Renderers;

/// <summary>
/// Addresses inside files: the engagements behind a figure, and the verification of a result. They do not depend on the request, so that every server
/// produces the same file.
/// </summary>
/// <param name="Root">The prefix of the paths. Empty for links on the same server. Null when the server's address is unknown: no links are written.</param>
public sealed record ReportLinks(string? Root)
{
    public const string Setting = "PublicBaseUrl";

    /// <summary>False when links are not possible.</summary>
    public bool IsKnown => Root is not null;

    /// <summary>For pages, which are read on the server that sent them.</summary>
    public static ReportLinks OfPages(string? publicBaseUrl) => new(publicBaseUrl?.TrimEnd('/') ?? string.Empty);

    /// <summary>For downloaded files, which are read on other machines.</summary>
    public static ReportLinks OfFiles(string? publicBaseUrl) => new(string.IsNullOrWhiteSpace(publicBaseUrl) ? null : publicBaseUrl.TrimEnd('/'));

    public string Verify(string hash) => $"{Root}/api/v1/verify?hash={hash}";

    /// <param name="query">The filter as a query string.</param>
    public string Engagements(string query) => $"{Root}/engagements?{query}";

    public string Engagement(string code, string language) => $"{Root}/engagements/{PathCode.Escape(code)}?lang={language}";
}
