namespace Reporting.Rendering.Values;

/// <summary>Accepts only plain web addresses as links, because addresses come from imported data.</summary>
internal static class WebLink
{
    /// <summary>Excel's own limit for an address.</summary>
    private const int MaxLength = 2079;

    public static Uri? Of(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.AbsoluteUri.Length <= MaxLength
            ? uri
            : null;
}
