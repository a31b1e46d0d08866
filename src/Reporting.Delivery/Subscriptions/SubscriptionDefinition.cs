using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reporting.Delivery.Subscriptions;

/// <summary>Content, recipients and schedule of a subscription. The owner writes it, and <see cref="SubscriptionCheck"/> validates it.</summary>
public sealed record SubscriptionDefinition
{
    /// <summary>The JSON options with which the database stores it.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    /// <summary>A name that its owner chooses.</summary>
    public string? Name { get; init; }

    public required string Report { get; init; }

    /// <summary>The parameters of the report. Relative periods are resolved at the due time.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>The id of an edition; null for the data of the due time.</summary>
    public string? Edition { get; init; }

    /// <summary>pdf, xlsx, csv; with <c>link</c> the files are linked instead of attached.</summary>
    public IReadOnlyList<string> Formats { get; init; } = ["pdf"];

    public string Language { get; init; } = "en";

    public Recipients Recipients { get; init; } = Recipients.None;

    /// <summary>Template of the subject; null for the headline.</summary>
    public string? Subject { get; init; }

    /// <summary>Template of the text above the figures.</summary>
    public string? Body { get; init; }

    /// <summary>Words or five cron fields.</summary>
    public required string Schedule { get; init; }

    /// <summary>An IANA name.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>First day, in the time zone.</summary>
    public DateOnly? Starts { get; init; }

    /// <summary>Last day, in the time zone.</summary>
    public DateOnly? Ends { get; init; }

    public bool SkipWhenEmpty { get; init; }

    public bool SkipWhenUnchanged { get; init; }

    /// <summary>Parameters of single recipients, which replace those with the same name in <see cref="Parameters"/>. Each recipient then gets a separate mail.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>> PerRecipient { get; init; } = new Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>();

    public RunAs OnBehalfOf { get; init; }

    public CatchUp CatchUp { get; init; }

    public AmbiguousPolicy Ambiguous { get; init; }

    /// <summary>Address for failure notices; null for the owner, if the owner's name is an address.</summary>
    public string? Notify { get; init; }

    /// <summary>The parameters of one recipient, including the language.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ParametersFor(string recipient)
    {
        var own = PerRecipient.GetValueOrDefault(recipient) ?? [];
        return [.. Parameters.Where(p => own.All(o => o.Key != p.Key)), .. own, new("lang", Language)];
    }

    /// <summary>Parameters as a query string, for the audit trail.</summary>
    public static string Words(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
}

/// <summary>The policy when the relay may or may not have accepted a mail.</summary>
public enum AmbiguousPolicy
{
    /// <summary>Wait for a person to decide.</summary>
    Ask,

    /// <summary>Send again: the recipient gets the mail at least once.</summary>
    Resend,

    /// <summary>Count it as sent: the recipient gets the mail at most once.</summary>
    AssumeSent,
}

/// <summary>The policy for occurrences that were missed during an outage.</summary>
public enum CatchUp
{
    /// <summary>Send only the last one.</summary>
    Latest,

    /// <summary>Send each one.</summary>
    All,

    /// <summary>Send none. An occurrence is missed after <c>Mail:MissedAfterMinutes</c>.</summary>
    None,
}

/// <summary>Whose access rights a report has.</summary>
public enum RunAs
{
    /// <summary>Each recipient gets the data that they may see.</summary>
    Recipient,

    /// <summary>All recipients get the data that the owner may see. The audit trail records this choice.</summary>
    Owner,
}

/// <summary>The recipients. Addresses are unique and in lower case.</summary>
public sealed record Recipients(IReadOnlyList<string> To, IReadOnlyList<string> Cc, IReadOnlyList<string> Bcc)
{
    public static readonly Recipients None = new([], [], []);

    /// <summary>All addresses with their kind: to, cc or bcc.</summary>
    public IEnumerable<(string Address, string Kind)> All() => To.Select(a => (a, "to")).Concat(Cc.Select(a => (a, "cc"))).Concat(Bcc.Select(a => (a, "bcc")));
}

/// <summary>The roles of a recipient without a key, which are those of anonymous callers.</summary>
public sealed record AnonymousRecipients(IReadOnlyList<string> Roles);
