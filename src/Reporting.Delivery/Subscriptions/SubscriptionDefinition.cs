using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reporting.Delivery.Subscriptions;

/// <summary>What is sent to whom and when, as its owner wrote it and <see cref="SubscriptionCheck"/> took it.</summary>
public sealed record SubscriptionDefinition
{
    /// <summary>How it is written to the database.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    /// <summary>For its owner.</summary>
    public string? Name { get; init; }

    public required string Report { get; init; }

    /// <summary>As for the report's download; relative periods are resolved at the due time.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>pdf, xlsx, csv; with <c>link</c> they are not attached but linked.</summary>
    public IReadOnlyList<string> Formats { get; init; } = ["pdf"];

    public string Language { get; init; } = "en";

    public Recipients Recipients { get; init; } = Recipients.None;

    /// <summary>Template; null for the report's title.</summary>
    public string? Subject { get; init; }

    /// <summary>Template of what stands above the figures.</summary>
    public string? Body { get; init; }

    /// <summary>Words or five cron fields.</summary>
    public required string Schedule { get; init; }

    /// <summary>An IANA name.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>First day on which it is due, by the wall clock of the zone.</summary>
    public DateOnly? Starts { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? Ends { get; init; }

    public bool SkipWhenEmpty { get; init; }

    public bool SkipWhenUnchanged { get; init; }

    /// <summary>Parameters of some recipients, in place of the same of <see cref="Parameters"/>; each recipient then gets a mail of their own.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>> PerRecipient { get; init; } = new Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>();

    public RunAs OnBehalfOf { get; init; }

    public CatchUp CatchUp { get; init; }

    public AmbiguousPolicy Ambiguous { get; init; }

    /// <summary>Address of who is told when something is broken; null for the owner, where the owner's name is an address.</summary>
    public string? Notify { get; init; }

    /// <summary>The parameters of one recipient, the language included.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ParametersFor(string recipient)
    {
        var own = PerRecipient.GetValueOrDefault(recipient) ?? [];
        return [.. Parameters.Where(p => own.All(o => o.Key != p.Key)), .. own, new("lang", Language)];
    }

    /// <summary>Parameters as the audit trail keeps them: a query string.</summary>
    public static string Words(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
}

/// <summary>What becomes of a copy of which nobody knows whether the relay took it.</summary>
public enum AmbiguousPolicy
{
    /// <summary>A person decides.</summary>
    Ask,

    /// <summary>It is sent again: perhaps twice, never not at all.</summary>
    Resend,

    /// <summary>It counts as sent: never twice, perhaps not at all.</summary>
    AssumeSent,
}

/// <summary>What becomes of occurrences that passed while nobody could send them.</summary>
public enum CatchUp
{
    /// <summary>The last of them is sent, and stands for all.</summary>
    Latest,

    /// <summary>Each is sent.</summary>
    All,

    /// <summary>None; a short delay is no miss.</summary>
    None,
}

/// <summary>With whose eyes a report is made.</summary>
public enum RunAs
{
    /// <summary>Each recipient gets what they may see themselves.</summary>
    Recipient,

    /// <summary>Everybody gets what the owner sees: an explicit choice, in the audit trail.</summary>
    Owner,
}

/// <summary>Who gets a copy. Addresses are in lower case, each stands once.</summary>
public sealed record Recipients(IReadOnlyList<string> To, IReadOnlyList<string> Cc, IReadOnlyList<string> Bcc)
{
    public static readonly Recipients None = new([], [], []);

    /// <summary>Each with its kind: to, cc or bcc.</summary>
    public IEnumerable<(string Address, string Kind)> All() => To.Select(a => (a, "to")).Concat(Cc.Select(a => (a, "cc"))).Concat(Bcc.Select(a => (a, "bcc")));
}

/// <summary>The roles of a recipient for whose address there is no key: what anonymous callers may see, which is no secret to anybody.</summary>
public sealed record AnonymousRecipients(IReadOnlyList<string> Roles);
