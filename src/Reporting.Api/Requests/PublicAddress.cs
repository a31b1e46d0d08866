namespace Reporting.Api.Requests;

/// <summary>
/// The public address of this service: the setting <c>PublicBaseUrl</c>, or the address of the request. A proxy's headers count only if the proxy is trusted.
/// </summary>
public sealed class PublicAddress
{
    public const string Setting = "PublicBaseUrl";

    private readonly string? _configured;

    public PublicAddress(IConfiguration configuration)
    {
        _configured = configuration[Setting]?.TrimEnd('/');
        if (string.IsNullOrEmpty(_configured))
        {
            _configured = null;
        }
        else if (Read(_configured) is not { } url)
        {
            throw new InvalidOperationException($"{Setting} '{_configured}' is not valid. Write an address such as https://reports.example.org/cooperation.");
        }
        else
        {
            Prefix = PathString.FromUriComponent(url.AbsolutePath.TrimEnd('/'));
        }
    }

    /// <summary>The address that a setting's text means; null for a text that is none.</summary>
    public static Uri? Read(string text) =>
        Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0 ? url : null;

    /// <summary>The path of the setting; empty if it has none.</summary>
    public PathString Prefix { get; }

    /// <summary>The setting; null if it is not set.</summary>
    public string? Configured => _configured;

    /// <summary>Scheme, host and path prefix, without a slash at the end.</summary>
    public string Of(HttpRequest request) => _configured ?? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";

    /// <summary>The address of the OData feed, with a slash at the end, as tools store it.</summary>
    public string FeedOf(HttpRequest request) => Of(request) + "/odata/";
}
