using System.ComponentModel.DataAnnotations;
using Reporting.Delivery.Webhooks;

namespace Reporting.Delivery.Events;

/// <summary>Settings of events; section <c>Events</c>. Where they may go is set in the section <c>Webhooks</c>.</summary>
public sealed class EventOptions : IValidatableObject
{
    public const string Section = "Events";

    /// <summary>Addresses that receive an event for each new data version and edition, separated by commas; null for none.</summary>
    public string? Receivers { get; set; }

    /// <summary>The secret of the signatures: whsec_ and base64 of at least 24 bytes.</summary>
    public string? Secret { get; set; }

    /// <summary>Seconds between two looks at the data.</summary>
    [Range(1, 3_600)]
    public double PollSeconds { get; set; } = 5;

    internal IReadOnlyList<string> Addresses => Receivers?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Addresses.Count > 0 && (Secret is null || !Secret.StartsWith(WebhookSignature.Prefix, StringComparison.Ordinal) || !Convert.TryFromBase64String(Secret[WebhookSignature.Prefix.Length..], new byte[Secret.Length], out var bytes) || bytes < 24))
        {
            yield return new ValidationResult($"{Section}:Secret must be {WebhookSignature.Prefix} and base64 of at least 24 bytes, such as of: openssl rand -base64 32.");
        }
    }
}
