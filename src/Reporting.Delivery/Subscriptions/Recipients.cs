namespace Reporting.Delivery.Subscriptions;

/// <summary>Who gets a copy. Addresses are in lower case, each stands once.</summary>
public sealed record Recipients(IReadOnlyList<string> To, IReadOnlyList<string> Cc, IReadOnlyList<string> Bcc)
{
    public static readonly Recipients None = new([], [], []);

    /// <summary>Each with its kind: to, cc or bcc.</summary>
    public IEnumerable<(string Address, string Kind)> All() => To.Select(a => (a, "to")).Concat(Cc.Select(a => (a, "cc"))).Concat(Bcc.Select(a => (a, "bcc")));
}
