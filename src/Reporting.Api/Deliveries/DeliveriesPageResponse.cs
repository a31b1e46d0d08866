namespace Reporting.Api.Deliveries;

/// <summary>How many are on the page, and where the next one begins.</summary>
/// <param name="Next">For <c>after</c>; null on the last page.</param>
public sealed record DeliveriesPageResponse(int Rows, bool Truncated, int Limit, string? Next);
