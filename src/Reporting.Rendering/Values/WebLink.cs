namespace Reporting.Rendering.Values;

/// <summary>Accepts only plain web addresses as links, because addresses come from imported data.</summary>
public static class WebLink
{
    /// <summary>Excel's own limit for an address.</summary>
    private const int MaxLength = 2079;

    public static Uri? Of(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.AbsoluteUri.Length <= MaxLength
            ? Escaped(uri)
            : null;

    // Blanks and quotes are percent-encoded: a workbook with them in an address is not valid.
    private static Uri? Escaped(Uri uri) => Uri.TryCreate(uri.AbsoluteUri, UriKind.Absolute, out var escaped) && Uri.IsWellFormedUriString(escaped.OriginalString, UriKind.Absolute) ? escaped : null;
}
