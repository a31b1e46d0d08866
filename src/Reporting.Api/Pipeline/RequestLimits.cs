using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Reporting.Api.Pipeline;

/// <summary>Settings of the request pipeline; section <c>Edge</c>.</summary>
public sealed class RequestLimits : IValidatableObject
{
    public const string Section = "Edge";

    /// <summary>Addresses and networks of trusted proxies, separated by commas, such as <c>10.0.0.5,10.1.0.0/16</c>. Null trusts none, so X-Forwarded headers are ignored.</summary>
    public string? TrustedProxies { get; set; }

    /// <summary>Whether HTTP is redirected to HTTPS.</summary>
    public bool HttpsRedirect { get; set; }

    /// <summary>Days for which browsers must use HTTPS only (HSTS); 0 sends no such header.</summary>
    [Range(0, 3650)]
    public int HstsDays { get; set; }

    /// <summary>Sites whose scripts may read responses (CORS), separated by commas. Null: none.</summary>
    public string? CorsOrigins { get; set; }

    /// <summary>Maximum requests per minute of one caller (a key, a person, or an address of anonymous callers); 0 for no limit.</summary>
    [Range(0, 100_000_000)]
    public int RequestsPerMinute { get; set; } = 60_000;

    /// <summary>Maximum wrong keys and tokens per minute from one address; 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int FailedSignInsPerMinute { get; set; } = 30;

    /// <summary>Seconds after which a request times out.</summary>
    [Range(1, 86_400)]
    public int RequestSeconds { get; set; } = 300;

    internal IReadOnlyList<string> Origins => List(CorsOrigins);

    internal IEnumerable<IPNetwork> Proxies => List(TrustedProxies).Select(text => TryRead(text, out var network) ? network : default);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (List(TrustedProxies).FirstOrDefault(text => !TryRead(text, out _)) is { } proxy)
        {
            yield return new ValidationResult($"{Section}:TrustedProxies: '{proxy}' is neither an address nor a network.");
        }

        if (Origins.FirstOrDefault(text => !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != text) is { } origin)
        {
            yield return new ValidationResult($"{Section}:CorsOrigins: '{origin}' is not an origin such as https://portal.example.org.");
        }
    }

    private static bool TryRead(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return IPNetwork.TryParse(text, out network);
    }

    private static string[] List(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
