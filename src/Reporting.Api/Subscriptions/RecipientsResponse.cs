namespace Reporting.Api.Subscriptions;

/// <summary>Who gets a copy.</summary>
public sealed record RecipientsResponse(IReadOnlyList<string> To, IReadOnlyList<string> Cc, IReadOnlyList<string> Bcc);
