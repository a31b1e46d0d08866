using System.Text.Json;
using System.Text.Json.Serialization;
using Reporting.Delivery.Subscriptions;
using Reporting.Rendering.Mails;

namespace Reporting.Delivery.Outbox;

/// <summary>
/// A mail or a webhook that is not a mail of a subscription. It is written whole when it is planned, so it shows what its owner could see at that moment, and each attempt sends the same.
/// </summary>
public sealed record OutboxMessage
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Its subject, for notices about failures.</summary>
    public required string Title { get; init; }

    public required string Language { get; init; }

    /// <summary>Null for the command line and for the service itself.</summary>
    public IReadOnlyList<string>? OwnerRoles { get; init; }

    public AmbiguousPolicy Ambiguous { get; init; }

    /// <summary>Address for notices; null for the owner.</summary>
    public string? Notify { get; init; }

    /// <summary>The query for the audit trail.</summary>
    public required string Question { get; init; }

    public long? DataVersion { get; init; }

    public long? Rows { get; init; }

    /// <summary>The page where notices lead, such as <c>/alerts/1a2b</c>.</summary>
    public required string Page { get; init; }

    /// <summary>The content of a mail; null for a webhook.</summary>
    public MailContent? Mail { get; init; }

    /// <summary>The JSON of a webhook; null for a mail.</summary>
    public string? Body { get; init; }

    public static OutboxMessage Parse(string content) => JsonSerializer.Deserialize<OutboxMessage>(content, Json)!;

    public string Text() => JsonSerializer.Serialize(this, Json);
}
