namespace Reporting.Api.Deliveries;

/// <summary>How the outbox stands.</summary>
/// <param name="States">How many deliveries are in each state.</param>
/// <param name="Late">How many should have been sent some time ago (Mail:LateMinutes).</param>
/// <param name="OldestDue">Since when the longest waiting one is due; null for none.</param>
/// <param name="Rendered">How many mails this process rendered since its start: one serves many recipients.</param>
public sealed record CountersResponse(IReadOnlyDictionary<string, long> States, long Late, DateTimeOffset? OldestDue, long Rendered);
