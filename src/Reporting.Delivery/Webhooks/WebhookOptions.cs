using System.ComponentModel.DataAnnotations;

namespace Reporting.Delivery.Webhooks;

/// <summary>Settings of webhooks; section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Hosts to which webhooks may be sent, separated by commas; null for all. A host includes its subdomains.</summary>
    public string? AllowedHosts { get; set; }

    /// <summary>True to send also to loopback, private and link-local addresses, such as a receiver in the same network.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>True to send also by http. Such messages can be read on their way.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Seconds in which a receiver must answer.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 15;
}
