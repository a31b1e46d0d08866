using System.Net;
using Microsoft.Extensions.Options;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Webhooks;

/// <summary>Validates the addresses of receivers. Where a name leads is checked again at each connection.</summary>
public sealed class WebhookAddresses(IOptions<WebhookOptions> options)
{
    private const int MaxLength = 1_000;

    private readonly string[]? _hosts = options.Value.AllowedHosts is { } text
        ? [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(h => h.ToLowerInvariant())]
        : null;

    /// <summary>Problems: <c>bad-webhook</c>, <c>webhook-not-allowed</c>.</summary>
    public Outcome<Uri> Read(string text)
    {
        if (text.Length > MaxLength || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            return new Problem(ErrorCodes.BadWebhook, $"'{SafeText.Of(text)}' is not the address of a webhook.", "Write an address such as https://hooks.example.org/reporting, without a user name and without a part after #.");
        }

        if (address.Scheme == "http" && !options.Value.AllowHttp)
        {
            return new Problem(ErrorCodes.BadWebhook, "A webhook needs an address that begins with https.", "Webhooks:AllowHttp allows http.");
        }

        if (_hosts is not null && !Array.Exists(_hosts, host => address.IdnHost == host || address.IdnHost.EndsWith('.' + host, StringComparison.Ordinal)))
        {
            return new Problem(ErrorCodes.WebhookNotAllowed, $"Webhooks may not go to '{SafeText.Of(address.IdnHost)}'.", $"Allowed hosts: {string.Join(", ", _hosts)} (Webhooks:AllowedHosts).");
        }

        return IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var ip) && !Allows(ip) ? NotPublic(address.IdnHost) : address;
    }

    internal bool Allows(IPAddress address) => options.Value.AllowPrivateAddresses || PublicAddresses.IsPublic(address);

    internal static Problem NotPublic(string host) => new(
        ErrorCodes.WebhookNotAllowed, $"'{SafeText.Of(host)}' leads to an address of this machine or of its network.", "Use a receiver on the internet. Webhooks:AllowPrivateAddresses allows others.");
}
