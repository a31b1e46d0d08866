namespace Reporting.Delivery.Subscriptions;

/// <summary>The roles of a recipient for whose address there is no key: what anonymous callers may see, which is no secret to anybody.</summary>
public sealed record AnonymousRecipients(IReadOnlyList<string> Roles);
