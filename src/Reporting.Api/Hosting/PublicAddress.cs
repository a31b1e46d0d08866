namespace Reporting.Api.Hosting;

/// <summary>
/// Where clients find this service: the setting <c>PublicBaseUrl</c>, or else what the request was sent to (a proxy's headers count only where the
/// server was told to trust it).
/// </summary>
public sealed class PublicAddress
{
    public const string Setting = "PublicBaseUrl";

    private readonly string? configured;

    public PublicAddress(IConfiguration configuration)
    {
        configured = configuration[Setting]?.TrimEnd('/');
        if (string.IsNullOrEmpty(configured))
        {
            configured = null;
        }
        else if (!Uri.TryCreate(configured, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            throw new InvalidOperationException($"{Setting} is '{configured}': write an address such as https://reports.example.org/cooperation.");
        }
        else
        {
            Prefix = PathString.FromUriComponent(url.AbsolutePath.TrimEnd('/'));
        }
    }

    /// <summary>The path of the setting; empty where there is none.</summary>
    public PathString Prefix { get; }

    /// <summary>The setting; null where there is none.</summary>
    public string? Configured => configured;

    /// <summary>Scheme, host and path prefix, without a slash at the end.</summary>
    public string Of(HttpRequest request) => configured ?? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";

    /// <summary>The root of the OData feed, with the slash that tools remember it by.</summary>
    public string FeedOf(HttpRequest request) => Of(request) + "/odata/";
}
